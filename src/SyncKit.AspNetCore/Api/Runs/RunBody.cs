using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Runs;

namespace SyncKit.AspNetCore.Api.Runs;

/// <summary>A run to start.</summary>
internal sealed record RunBody
{
    /// <summary>What it does: sync, sweep or dryRun. Default: sync.</summary>
    public string Kind { get; set; } = "sync";

    /// <summary>The flow that it reads for; needed for a dry run.</summary>
    public string? Flow { get; set; }

    /// <summary>In place of a flow: the source connection, as connector/name, whose records are read for all flows.</summary>
    public string? Source { get; set; }

    /// <summary>The kind of record, where a source is named.</summary>
    public string? RecordKind { get; set; }

    /// <summary>How it reads: incremental, full, window or single. Default: incremental.</summary>
    public string Mode { get; set; } = "incremental";

    /// <summary>The beginning of a window, inclusive.</summary>
    public DateTimeOffset? From { get; set; }

    /// <summary>The end of a window, exclusive.</summary>
    public DateTimeOffset? To { get; set; }

    /// <summary>In place of from and to: how many hours a window reaches back.</summary>
    public double? LastHours { get; set; }

    /// <summary>The records of a single run, at most 1,000.</summary>
    public IReadOnlyList<string> Ids { get; set; } = [];

    /// <summary>Which records pass; all when absent.</summary>
    public FilterBody? Filter { get; set; }

    public RunRequest Read(TenantId tenant)
    {
        if (Ids.Count > 1_000)
        {
            throw new ProblemException(Problems.Field("ids", FormattableString.Invariant($"{Ids.Count} records are named; name at most 1,000.")));
        }

        if (From is null != To is null)
        {
            throw new ProblemException(Problems.Field(From is null ? "from" : "to", "A window has a beginning and an end: give from and to."));
        }

        RunRequest request = new()
        {
            Kind = Words.Read<RunKind>("kind", Kind),
            Flow = Flow,
            Stream = Source is null ? null : new StreamId(ConnectionText.Read(tenant, "source", Source), KindOf()),
            Options = new SyncOptions
            {
                Mode = Words.Read<SyncMode>("mode", Mode),
                Window = From is { } from && To is { } to ? new DateRange(from, to) : null,
                Ids = Ids,
                Filter = Filter?.Read() ?? RecordFilter.All,
            },
            Last = Hours.Read("lastHours", LastHours),
        };
        return request.Problem() is { } problem ? throw new ProblemException(Problems.Invalid(problem)) : request;
    }

    private string KindOf() => RecordKind is { Length: > 0 } kind
        ? kind
        : throw new ProblemException(Problems.Field("recordKind", "Name the kind of record that is read of the source, for example order."));
}
