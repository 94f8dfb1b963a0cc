namespace SyncKit.Connectors;

/// <summary>What a check found.</summary>
/// <param name="Severity">Whether work can begin in spite of it.</param>
/// <param name="Setting">The setting or permission that it is about.</param>
/// <param name="Message">One sentence that says what is wrong and what to do.</param>
public sealed record Finding(FindingSeverity Severity, string Setting, string Message)
{
    /// <summary>Stands in place of a setting where the account could not be asked at all.</summary>
    public const string OfConnection = "connection";
}
