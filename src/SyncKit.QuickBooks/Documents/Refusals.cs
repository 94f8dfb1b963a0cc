using SyncKit.Faults;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Makes refusals.</summary>
internal static class Refusals
{
    public static Failure Of(string code, string message, string remedy) => new(FailureKind.Permanent, "quickbooks." + code, message, remedy);
}
