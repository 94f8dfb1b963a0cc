using SyncKit.Connectors;

namespace SyncKit.QuickBooks.Settings;

/// <summary>Makes findings.</summary>
internal static class Found
{
    public static Finding Error(string setting, string message) => new(FindingSeverity.Error, setting, message);

    public static Finding Warning(string setting, string message) => new(FindingSeverity.Warning, setting, message);
}
