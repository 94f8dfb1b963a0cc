namespace SyncKit.Connectors;

/// <summary>Whether work can begin in spite of a finding.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing.</summary>
    Warning,

    /// <summary>Work cannot begin.</summary>
    Error,
}
