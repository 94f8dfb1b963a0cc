namespace SyncKit.Runs;

/// <summary>How a run ends.</summary>
public sealed record RunEnd
{
    /// <summary>How: succeeded, with findings, failed or cancelled.</summary>
    public required RunState State { get; init; }

    /// <summary>How far it came.</summary>
    public required RunProgress Progress { get; init; }

    /// <summary>In a sentence; empty when there is nothing to say.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>Whether it is of no interest once another run of the same target has ended in the same way. <value>Default: false.</value></summary>
    public bool IsQuiet { get; init; }
}
