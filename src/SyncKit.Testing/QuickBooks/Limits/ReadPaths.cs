using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.QuickBooks.Limits;

internal static class ReadPaths
{
    public static bool AreMetered(SimulatedRequest request, string path) => request.Method == "GET" || path == "query";
}
