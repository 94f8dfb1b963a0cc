using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Lanes;

/// <summary>What a call's answer makes true. Pure.</summary>
/// <param name="IsKnown">Whether the outcome of every target is known, so that the intent may be closed.</param>
/// <param name="Interruption">Why the lane must stop; <see langword="null"/> when it may go on.</param>
internal sealed record SettledCall(bool IsKnown, Failure? Interruption)
{
    public List<LedgerDocument> Documents { get; } = [];

    public List<ResolvedReference> References { get; } = [];

    /// <summary>The targets that failed for a reason of their own, by id.</summary>
    public Dictionary<string, Failure> Failures { get; } = new(StringComparer.Ordinal);

    public static SettledCall Read(Intent intent, WriteAnswer answer, DateTimeOffset now)
    {
        if (answer.Failure is { } failure)
        {
            // A refused call was not done. A throttled one may have been: it goes out again under the same key.
            bool known = failure.Kind is not (FailureKind.Uncertain or FailureKind.RateLimited);
            return new SettledCall(known, failure.Kind is FailureKind.Permanent or FailureKind.Stale ? null : failure);
        }

        Dictionary<string, TargetAnswer> answers = answer.Targets.ToDictionary(target => target.TargetId, StringComparer.Ordinal);
        Failure? interruption = null;
        bool allKnown = true;
        SettledCall settled = new(true, null);
        foreach (IntentTarget target in intent.Targets)
        {
            Failure? why = !answers.TryGetValue(target.Id, out TargetAnswer? said) ? Unanswered(target)
                : said.Written is null && said.Failure is null ? Unanswered(target)
                : said.Failure;
            if (why is null)
            {
                settled.Accept(target, said!.Written!, now);
                continue;
            }

            settled.Failures[target.Id] = why;
            allKnown &= why.Kind is not (FailureKind.Uncertain or FailureKind.RateLimited);
            interruption ??= why.Kind is FailureKind.Uncertain or FailureKind.RateLimited or FailureKind.NeedsAttention ? why : null;
        }

        return settled with { IsKnown = allKnown, Interruption = interruption };
    }

    private static Failure Unanswered(IntentTarget target) => new(
        FailureKind.Uncertain,
        "write.unanswered",
        $"The destination did not say what became of target {target.Id}.",
        "Nothing to do: it is sent again unchanged and then looked up.");

    private void Accept(IntentTarget target, WrittenDocument written, DateTimeOffset now)
    {
        if (target.Document is { } document)
        {
            Documents.Add(document with
            {
                State = written.IsVoided ? DocumentState.Voided : document.State,
                DestinationId = written.Id,
                Version = written.Version,
                Total = written.Total,
                Tax = written.Tax,
                Currency = written.Currency.Length > 0 ? written.Currency : document.Currency,
                Date = written.Date ?? document.Date,
                Fingerprint = written.Fingerprint,
                WrittenAt = now,
            });
        }

        if (target.Reference is { } reference)
        {
            References.Add(reference with
            {
                Id = written.Id,
                Attributes = written.Attributes.Count > 0 ? written.Attributes : reference.Attributes,
                ResolvedAt = now,
            });
        }
    }
}
