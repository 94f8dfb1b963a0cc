using System.Text.Json.Serialization;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Discovery;
using SyncKit.Runs;

namespace SyncKit.AspNetCore.Api.Runs;

/// <summary>A run.</summary>
/// <param name="Id">The run's id; later runs have higher ones.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Mode">How it reads.</param>
/// <param name="Flow">The flow of a dry run; absent otherwise.</param>
/// <param name="Source">The source that it reads, as connector/name; absent for a dry run.</param>
/// <param name="RecordKind">The kind of record that it reads; absent for a dry run.</param>
/// <param name="From">The beginning of its window; absent when it has none.</param>
/// <param name="To">The end of its window; absent when it has none.</param>
/// <param name="Ids">The records of a single run.</param>
/// <param name="Filter">Which records pass; absent when all do.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Origin">What kind of reason it has.</param>
/// <param name="By">The schedule's name, or who asked.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="StartedAt">When a host took it up; absent before that.</param>
/// <param name="EndedAt">When it ended; absent before that.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="Message">How it ended, in a sentence; empty when there is nothing to say.</param>
/// <param name="Interruptions">How often the host that worked on it went away.</param>
internal sealed record RunAnswer(
    Guid Id,
    [property: JsonConverter(typeof(EnumText<RunKind>))] RunKind Kind,
    [property: JsonConverter(typeof(EnumText<SyncMode>))] SyncMode Mode,
    string? Flow,
    string? Source,
    string? RecordKind,
    DateTimeOffset? From,
    DateTimeOffset? To,
    IReadOnlyList<string> Ids,
    FilterBody? Filter,
    [property: JsonConverter(typeof(EnumText<RunState>))] RunState State,
    [property: JsonConverter(typeof(EnumText<RunOriginKind>))] RunOriginKind Origin,
    string By,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    ProgressAnswer Progress,
    string Message,
    int Interruptions)
{
    public static RunAnswer Of(SyncRun run) => new(
        run.Id,
        run.Request.Kind,
        run.Request.Options.Mode,
        run.Request.Flow,
        run.Request.Stream is { } stream ? ConnectionText.Of(stream.Source) : null,
        run.Request.Stream?.Kind,
        run.Request.Options.Window?.From,
        run.Request.Options.Window?.To,
        run.Request.Options.Ids,
        FilterBody.Of(run.Request.Options.Filter),
        run.State,
        run.Origin.Kind,
        run.Origin.Name,
        run.CreatedAt,
        run.StartedAt,
        run.EndedAt,
        ProgressAnswer.Of(run.Progress),
        run.Message,
        run.Interruptions);
}
