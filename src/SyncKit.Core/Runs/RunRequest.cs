using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SyncKit.Discovery;
using SyncKit.Inbox;

namespace SyncKit.Runs;

/// <summary>What a run is to do.</summary>
public sealed record RunRequest
{
    /// <summary>What it does. <value>Default: a sync.</value></summary>
    public RunKind Kind { get; init; }

    /// <summary>What a sync or a sweep reads, for all flows that feed from it.</summary>
    public StreamId? Stream { get; init; }

    /// <summary>The flow that a dry run plans. In place of <see cref="Stream"/> it stands for the one stream that the flow feeds from.</summary>
    public string? Flow { get; init; }

    /// <summary>What is read; a sweep ignores it. <value>Default: what changed since the cursor.</value></summary>
    public SyncOptions Options { get; init; } = new();

    /// <summary>
    /// How far back a window reaches from the moment at which it is first read, in place of <see cref="SyncOptions.Window"/>. <value>Default: none.</value>
    /// </summary>
    public TimeSpan? Last { get; init; }

    /// <summary>What one run works on at a time: the stream, or a dry run's flow.</summary>
    [JsonIgnore]
    public string Target => Stream is null ? $"flow {Flow}" : $"{Stream.Source.Connector}/{Stream.Source.Name}/{Stream.Kind}";

    /// <summary>Equal for requests of one tenant that ask for the same.</summary>
    [JsonIgnore]
    public string Fingerprint => ContentHash
        .Of(Encoding.UTF8.GetBytes($"{Kind}\n{Target}\n{Last?.Ticks}\n{JsonSerializer.Serialize(Options, RunJson.Default.SyncOptions)}"))
        .ToString();

    /// <summary>Says what is wrong with the request itself, naming the field and the remedy; <see langword="null"/> when nothing is.</summary>
    public string? Problem() => this switch
    {
        { Kind: RunKind.DryRun, Stream: not null } => "Stream is set, but a dry run plans a flow: leave Stream out and set Flow.",
        { Kind: RunKind.DryRun, Flow: null or "" } => "Flow is not set: name the flow that the dry run plans.",
        { Stream: null, Flow: null or "" } => "Neither Stream nor Flow is set: say what the run reads.",
        { Stream: not null, Flow: not null } => "Stream and Flow are both set: leave one of them out.",
        { Stream.Scope.Length: > 0 } => $"Stream is '{Stream}': leave its Scope empty, the engine sets it.",
        { Last: { } last } when last <= TimeSpan.Zero => $"Last is {last}: set it to a positive time, for example 7 days.",
        { Last: not null, Options.Mode: not SyncMode.Window } => $"Last is set, but the mode is {Options.Mode}: leave Last out, or set the mode to Window.",
        { Last: not null, Options.Window: not null } => "Last and Window are both set: leave one of them out.",
        { Last: not null } => null,
        _ => Options.Problem(),
    };
}
