using SyncKit.Commerce;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Hosting;
using SyncKit.Inbox;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Lanes;

/// <summary>Writes what is missing: intents durable first, then the calls, each settled as it answers.</summary>
internal sealed class LaneDelivery<TRecord, TDocument>(
    LaneSession session,
    IDestination<TDocument> destination,
    ReferenceMemory references,
    RecheckMemory rechecked,
    OutcomeWriter outcomes,
    Precedence precedence,
    SyncKitOptions options)
    where TRecord : class, IRecord
    where TDocument : class
{
    private readonly HashSet<RecordEntry<TRecord, TDocument>> settled = [];
    private readonly List<LedgerDocument> foundChanged = [];
    private volatile Failure? interruption;

    /// <summary>Whether the rest of the batch gives way to something more urgent: what was not sent is withdrawn, and its records wait on.</summary>
    public bool GaveWay => precedence.IsOver;

    /// <summary>Whether references were forgotten in the last round, so that they must be resolved anew.</summary>
    public bool ForgotReferences { get; private set; }

    public async Task WriteAsync(
        List<RecordEntry<TRecord, TDocument>> entries,
        List<PlannedWrite<TRecord, TDocument>> missing,
        CancellationToken cancellationToken)
    {
        ForgotReferences = false;
        if (missing.Count == 0)
        {
            return;
        }

        IReadOnlyList<Intent> intents = destination.Plan(session.Connection, [.. missing.Select(planned => planned.Write)], session.Now);
        Dictionary<(RecordKey, string), PlannedWrite<TRecord, TDocument>> byTarget =
            missing.ToDictionary(planned => (planned.Write.Record, planned.Write.Draft.Key));
        foreach (IGrouping<RecordEntry<TRecord, TDocument>, PlannedWrite<TRecord, TDocument>> writes in missing.GroupBy(planned => planned.Entry))
        {
            writes.Key.PendingWrites = writes.Count();
            writes.Key.Correction = writes.Key.Correction == Correction.Due ? Correction.Done : writes.Key.Correction;
        }

        await session.RecordAsync(Finished(entries) with { NewIntents = intents }, cancellationToken).ConfigureAwait(false);
        interruption = null;
        using SemaphoreSlim places = new(options.LaneConcurrency);
        List<Task<LaneCall>> calls = [.. intents.Select(intent => SendAsync(
            intent, intent.Targets.Min(target => byTarget[(target.Document!.Record, target.Document.Key)].Entry.Item.Change.Priority), places, cancellationToken))];
        try
        {
            List<Task<LaneCall>> open = [.. calls];
            while (open.Count > 0)
            {
                await Task.WhenAny(open).ConfigureAwait(false);

                // What is answered by now is settled in one commit.
                List<Task<LaneCall>> done = [.. open.Where(call => call.IsCompleted)];
                open.RemoveAll(done.Contains);
                await ApplyAsync(entries, byTarget, done, cancellationToken).ConfigureAwait(false);
                await Task.WhenAll(done).ConfigureAwait(false);
            }
        }
        finally
        {
            // Whatever went wrong, the lane is not given back while one of its calls is under way.
            await ((Task)Task.WhenAll(calls)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (interruption is not null)
        {
            await SettleAsync(entries, cancellationToken).ConfigureAwait(false);
            throw new LaneInterruption(interruption);
        }
    }

    /// <summary>Settles what is finished and was not settled yet.</summary>
    public Task SettleAsync(List<RecordEntry<TRecord, TDocument>> entries, CancellationToken cancellationToken)
    {
        Settlement finished = Finished(entries);
        return finished.Outcomes.Count == 0 ? Task.CompletedTask : session.SettleAsync(finished, cancellationToken);
    }

    private async Task<LaneCall> SendAsync(Intent intent, ChangePriority priority, SemaphoreSlim places, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!await precedence.PassesAsync(intent, priority, () => interruption is not null, cancellationToken).ConfigureAwait(false))
            {
                return new LaneCall(intent, null, IsWithdrawn: true);
            }

            // Once the lane must stop nothing more goes out: the intent stays, and its next owner sends it.
            return new LaneCall(intent, interruption is null ? await session.SendAsync(intent, cancellationToken).ConfigureAwait(false) : null);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task ApplyAsync(
        List<RecordEntry<TRecord, TDocument>> entries,
        Dictionary<(RecordKey, string), PlannedWrite<TRecord, TDocument>> byTarget,
        List<Task<LaneCall>> done,
        CancellationToken cancellationToken)
    {
        List<LedgerDocument> documents = [];
        List<string> closed = [];
        foreach (Task<LaneCall> call in done.Where(call => call.IsCompletedSuccessfully))
        {
            (Intent intent, WriteAnswer? answer, bool isWithdrawn) = await call.ConfigureAwait(false);
            if (isWithdrawn)
            {
                closed.Add(intent.RequestId);
            }

            if (answer is null)
            {
                continue;
            }

            SettledCall settledCall = SettledCall.Read(intent, answer, session.Now);
            interruption ??= settledCall.Interruption;
            Accept(byTarget, settledCall.Documents);
            documents.AddRange(settledCall.Documents);
            if (settledCall.IsKnown)
            {
                closed.Add(intent.RequestId);
            }

            Dictionary<string, PlannedWrite<TRecord, TDocument>> moved = new(StringComparer.Ordinal);
            foreach (IntentTarget target in intent.Targets)
            {
                Failure? failure = settledCall.Failures.GetValueOrDefault(target.Id)
                    ?? (answer.Failure is { Kind: FailureKind.Permanent or FailureKind.Stale } whole ? whole : null);
                if (failure is not null)
                {
                    PlannedWrite<TRecord, TDocument> planned = byTarget[(target.Document!.Record, target.Document.Key)];
                    if (await FailAsync(planned, failure, cancellationToken).ConfigureAwait(false))
                    {
                        moved[target.Id] = planned;
                    }
                }
            }

            await RereadAsync(intent, moved, cancellationToken).ConfigureAwait(false);
        }

        Settlement finished = Finished(entries);
        finished = finished with { Documents = [.. documents, .. foundChanged, .. finished.Documents], ClosedIntents = closed };
        if (finished.Outcomes.Count + finished.Documents.Count + closed.Count > 0)
        {
            await session.SettleAsync(finished, cancellationToken).ConfigureAwait(false);
        }

        foundChanged.Clear();
    }

    private void Accept(
        Dictionary<(RecordKey, string), PlannedWrite<TRecord, TDocument>> byTarget, List<LedgerDocument> documents)
    {
        foreach (LedgerDocument document in documents)
        {
            PlannedWrite<TRecord, TDocument> planned = byTarget[(document.Record, document.Key)];
            planned.Entry.Posted[document.Key] = document;
            planned.Entry.Wrote = true;
            Verify(planned, document);
            planned.Entry.PendingWrites--;
            if (planned.Entry is { PendingWrites: 0, IsOpen: true, Result.MoreFollows: false, Correction: not Correction.Due })
            {
                outcomes.Finish(planned.Entry);
            }
        }
    }

    /// <returns>Whether the write may have met a newer version, so that its document must be read anew.</returns>
    private async Task<bool> FailAsync(PlannedWrite<TRecord, TDocument> planned, Failure failure, CancellationToken cancellationToken)
    {
        RecordEntry<TRecord, TDocument> entry = planned.Entry;
        switch (failure.Kind)
        {
            case FailureKind.Uncertain or FailureKind.RateLimited or FailureKind.NeedsAttention:
                // The lane stops; the item keeps waiting as it is.
                return false;
            case FailureKind.Stale when entry.Refreshed.Add(planned.Write.Draft.Key):
                if (planned.Write.Existing is not null)
                {
                    return true;
                }

                // A new document met an outdated reference.
                await references.ForgetAsync(session, entry.References, cancellationToken).ConfigureAwait(false);
                ForgotReferences = true;
                return false;
            default:
                outcomes.Fail(entry, failure.Kind == FailureKind.Stale ? failure with { Kind = FailureKind.Permanent } : failure);
                return false;
        }
    }

    /// <summary>Reads a call's documents that moved anew, all together, and lets the next round try once more.</summary>
    private async Task RereadAsync(Intent intent, Dictionary<string, PlannedWrite<TRecord, TDocument>> moved, CancellationToken cancellationToken)
    {
        if (moved.Count == 0)
        {
            return;
        }

        Intent asked = intent with { Targets = [.. intent.Targets.Where(target => moved.ContainsKey(target.Id))] };
        WriteAnswer answer = await session.LookUpAsync(asked, cancellationToken).ConfigureAwait(false);
        Dictionary<string, TargetAnswer> found = answer.Targets.ToDictionary(target => target.TargetId, StringComparer.Ordinal);
        foreach ((string id, PlannedWrite<TRecord, TDocument> planned) in moved)
        {
            TargetAnswer? told = found.GetValueOrDefault(id);
            if ((answer.Failure ?? told?.Failure) is { } unknown)
            {
                outcomes.Fail(planned.Entry, unknown with { Kind = FailureKind.Transient });
            }
            else
            {
                Compare(planned, planned.Write.Existing!, told?.Written);
            }
        }
    }

    /// <summary>Holds what the books have of a document against what was written: only its version moved, or a person changed it.</summary>
    private void Compare(PlannedWrite<TRecord, TDocument> planned, LedgerDocument existing, WrittenDocument? current)
    {
        BooksState? books = current is null ? null : BooksState.Of(current);
        if (books is not null && BooksState.Agree(existing, books))
        {
            planned.Entry.Posted[existing.Key] = BooksState.Moved(existing, books);
            return;
        }

        LedgerDocument booked = BooksState.Taken(existing, books);
        planned.Entry.Posted[existing.Key] = booked;
        foundChanged.Add(booked);
        if (booked.State == DocumentState.Voided && planned.Write.Draft.Operation == DraftOperation.Void)
        {
            return;
        }

        outcomes.Fail(planned.Entry, BooksChange.Of(existing, books));
    }

    /// <summary>
    /// Money agrees or does not move on: what the destination answered must be what was sent. A new document that came out otherwise is written once more by
    /// the next round, because a destination may compute amounts of its own when it makes a document and keep the stated ones when it changes it.
    /// </summary>
    private void Verify(PlannedWrite<TRecord, TDocument> planned, LedgerDocument document)
    {
        if (planned.IsAnsweredBy(document))
        {
            return;
        }

        if (planned.MayBeCorrected(document))
        {
            planned.Entry.Correction = Correction.Due;
            return;
        }

        outcomes.Fail(planned.Entry, RecordFailures.Differs(document, planned.Total, planned.Tax));
    }

    private Settlement Finished(List<RecordEntry<TRecord, TDocument>> entries)
    {
        List<ItemOutcome> finished = [];
        List<LedgerDocument> compared = [];
        int dead = 0;
        foreach (RecordEntry<TRecord, TDocument> entry in entries)
        {
            if (entry.Outcome is { } outcome && settled.Add(entry))
            {
                finished.Add(outcome);
                dead += outcome.Record is { } row && rechecked.IsNews(row) && row.State == LedgerState.Dead ? 1 : 0;
                if (outcome.Record is { State: not LedgerState.Dead })
                {
                    compared.AddRange(entry.Compared);
                }
            }
        }

        return new Settlement { Outcomes = finished, Documents = compared, Audit = dead == 0 ? [] : [session.DeadLettered(dead)] };
    }
}
