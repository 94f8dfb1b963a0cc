using System.Text.Json.Serialization;
using SyncKit.Connections;

namespace SyncKit.Runs;

/// <summary>A sync, sweep or dry run that was asked for: durable, so that it outlives the host that works on it.</summary>
public sealed record SyncRun
{
    /// <summary>The run's id; later runs have higher ones.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>What it does.</summary>
    public required RunRequest Request { get; init; }

    /// <summary>Why there is one.</summary>
    public required RunOrigin Origin { get; init; }

    /// <summary>Where it stands. <value>Default: queued.</value></summary>
    public RunState State { get; init; } = RunState.Queued;

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a host took it up for the first time; <see langword="null"/> before that.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; <see langword="null"/> before that.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How far it is.</summary>
    public RunProgress Progress { get; init; } = RunProgress.None;

    /// <summary>How it ended, in a sentence; empty when there is nothing to say.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>How often the host that worked on it went away without giving it back.</summary>
    public int Interruptions { get; init; }

    /// <summary>Whether it has ended.</summary>
    [JsonIgnore]
    public bool IsEnded => State >= RunState.Succeeded;

    /// <summary>Whether a person is told when it does not end well: somebody asked for it, or it read more than what is new.</summary>
    [JsonIgnore]
    internal bool IsNotable => Request.Kind != RunKind.DryRun
        && (Origin.Kind == RunOriginKind.Person
            || (Request.Kind == RunKind.Sync && Request.Options.Mode is Discovery.SyncMode.Full or Discovery.SyncMode.Window));

    /// <summary>Whether anything but the times differs.</summary>
    internal bool Shows(SyncRun other) =>
        State == other.State && Progress == other.Progress && string.Equals(Message, other.Message, StringComparison.Ordinal);
}
