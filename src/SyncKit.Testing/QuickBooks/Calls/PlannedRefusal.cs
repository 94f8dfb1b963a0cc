using System.Globalization;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Calls;

/// <summary>How QuickBooks words a status that a test planned.</summary>
internal static class PlannedRefusal
{
    public static RefusalException For(int status) => status switch
    {
        401 => GatewayRefusal.TokenExpired("planned"),
        403 => GatewayRefusal.NotAuthorized(),
        429 => GatewayRefusal.Throttled(),
        _ => new RefusalException(
            status,
            "SystemFault",
            [
                new FaultError(
                    "10000",
                    "An application error has occurred while processing your request",
                    string.Create(CultureInfo.InvariantCulture, $"System Failure Error: planned failure, statusCode={status}"),
                    null),
            ]),
    };
}
