using SyncKit.Commerce;
using SyncKit.Faults;
using SyncKit.Hosting;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Lanes;

/// <summary>Says what became of an entry, as the outcome that is settled. Pure but for the time it is given.</summary>
internal sealed class OutcomeWriter(LaneSession session, SyncKitOptions options)
{
    /// <summary>The record's documents are what they should be.</summary>
    public void Finish<TRecord, TDocument>(RecordEntry<TRecord, TDocument> entry)
        where TRecord : class, IRecord
        where TDocument : class
    {
        TransformResult<TDocument> result = entry.Result!;
        decimal booked = entry.Posted.Values.Where(Counts).Sum(document => document.Total);
        if (booked != result.Total.Amount)
        {
            Fail(entry, Disagreement(entry, booked));
            return;
        }

        bool skipped = result.SkipRule is not null;
        OutcomeKind kind = (skipped, entry.Wrote, entry.Known?.State) switch
        {
            (true, false, _) => OutcomeKind.Skipped,
            (true, true, _) => OutcomeKind.Updated,
            (false, false, _) => OutcomeKind.Unchanged,
            (false, true, LedgerState.Written) => OutcomeKind.Updated,
            (false, true, _) => OutcomeKind.Written,
        };
        entry.Outcome = Outcome(entry, kind, Row(entry, skipped ? LedgerState.Skipped : LedgerState.Written) with
        {
            Code = result.SkipRule ?? string.Empty,
            Message = result.SkipMessage,
            Total = result.Total.Amount,
            Currency = result.Total.Currency ?? string.Empty,
        });
    }

    /// <summary>The ledger already has this content.</summary>
    public static void FinishUnchanged<TRecord, TDocument>(RecordEntry<TRecord, TDocument> entry)
        where TRecord : class, IRecord
        where TDocument : class =>
        entry.Outcome = Outcome(entry, OutcomeKind.Unchanged, entry.Known! with { ModifiedAt = entry.ModifiedAt });

    /// <summary>It failed: tried again while that can help, and a dead letter when not.</summary>
    public void Fail<TRecord, TDocument>(RecordEntry<TRecord, TDocument> entry, Failure failure)
        where TRecord : class, IRecord
        where TDocument : class
    {
        int attempts = entry.Item.Attempts + 1;
        bool retry = failure.Kind == FailureKind.Transient && attempts < options.MaxAttempts;
        entry.Outcome = retry
            ? Wait(entry, OutcomeKind.Retry, session.Now + (failure.RetryAfter ?? Backoff.AfterAttempt(attempts, options.Jitter())))
            : Outcome(entry, OutcomeKind.Dead, Row(entry, LedgerState.Dead) with
            {
                Code = failure.Code,
                Message = failure.Message,
                Remedy = failure.Remedy,
                Total = entry.Result?.Total.Amount ?? 0,
                Currency = entry.Result?.Total.Currency ?? string.Empty,
                Attempts = attempts,
                Payload = entry.Payload,
            });
    }

    /// <summary>Its turn has not come.</summary>
    public static void Snooze<TRecord, TDocument>(RecordEntry<TRecord, TDocument> entry, DateTimeOffset until)
        where TRecord : class, IRecord
        where TDocument : class =>
        entry.Outcome = Wait(entry, OutcomeKind.Snoozed, until);

    private static bool Counts(LedgerDocument document) => document is { State: DocumentState.Posted, CountsTowardsTotal: true };

    private static Failure Disagreement<TRecord, TDocument>(RecordEntry<TRecord, TDocument> entry, decimal booked)
        where TRecord : class, IRecord
        where TDocument : class
    {
        string currency = entry.Posted.Values.Select(document => document.Currency).FirstOrDefault() ?? entry.Result!.Total.Currency;
        string documents = string.Join(", ", entry.Posted.Values.Where(Counts).Select(document => $"{document.Kind} {document.DestinationId}"));
        return new Failure(
            FailureKind.Permanent,
            "total.differs",
            $"The {entry.Item.Change.Record.Kind} {entry.Item.Change.Record.Id} is worth {new Money(entry.Result!.Total.Amount, currency)}, "
                + $"its documents in the books ({documents}) add up to {new Money(booked, currency)}.",
            "Compare them; a document that the shop no longer knows of is corrected in the books by hand. Then retry.");
    }

    private static ItemOutcome Outcome<TRecord, TDocument>(RecordEntry<TRecord, TDocument> entry, OutcomeKind kind, LedgerRecord row)
        where TRecord : class, IRecord
        where TDocument : class =>
        new() { Item = entry.Item, Kind = kind, Record = row };

    private static ItemOutcome Wait<TRecord, TDocument>(RecordEntry<TRecord, TDocument> entry, OutcomeKind kind, DateTimeOffset until)
        where TRecord : class, IRecord
        where TDocument : class =>
        new() { Item = entry.Item, Kind = kind, NotBefore = until };

    private LedgerRecord Row<TRecord, TDocument>(RecordEntry<TRecord, TDocument> entry, LedgerState state)
        where TRecord : class, IRecord
        where TDocument : class =>
        new()
        {
            Flow = entry.Item.Change.Flow,
            Record = entry.Item.Change.Record,
            Lane = session.Lane,
            State = state,
            ModifiedAt = entry.ModifiedAt,
            Hash = entry.Hash,
            IsDeleted = entry.IsDeleted,
            SettingsVersion = session.Connection.Settings.Version,
            SettledAt = session.Now,
        };
}
