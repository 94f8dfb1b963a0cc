using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Ledger;

namespace SyncKit.AspNetCore.Api.DeadLetters;

/// <summary>Which dead letters are meant: named records, or all of a flow, narrowed by code and destination.</summary>
internal sealed record DeadLetterRequest
{
    private const int MostNamed = 1_000;
    private const int MostAtOnce = 10_000;

    /// <summary>The flow's name.</summary>
    public required string Flow { get; init; }

    /// <summary>Those of these records, at most 1,000.</summary>
    public IReadOnlyList<RecordText>? Records { get; set; }

    /// <summary>Whether all are meant that code and destination let pass. Needed where no records are named, so that an empty request changes nothing.</summary>
    public bool All { get; set; }

    /// <summary>Only those with this code.</summary>
    public string? Code { get; set; }

    /// <summary>Only those that go to this destination, as connector/name.</summary>
    public string? Destination { get; set; }

    /// <summary>What the previous answer gave as next; absent at first.</summary>
    public string? After { get; set; }

    public DeadLetterSelection Read(TenantId tenant)
    {
        if (All == (Records is not null))
        {
            throw new ProblemException(Problems.Field("records", "Name records, or set all to true; one of the two."));
        }

        if (Records is { Count: > MostNamed })
        {
            throw new ProblemException(Problems.Field("records", FormattableString.Invariant($"{Records.Count} records are named; name at most {MostNamed}.")));
        }

        DeadLetterSelection selection = new()
        {
            Flow = Flow,
            Records = Records is null ? null : (IReadOnlyCollection<RecordKey>)[.. Records.Select(record => record.Read(tenant))],
            Code = Code,
            Lane = Destination is null ? null : ConnectionText.Read(tenant, "destination", Destination),
            After = After,
            Most = MostAtOnce,
        };
        return selection.Problem() is { } problem ? throw new ProblemException(Problems.Invalid(problem)) : selection;
    }
}
