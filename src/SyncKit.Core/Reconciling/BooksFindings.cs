using System.Globalization;
using SyncKit.Auditing;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;

namespace SyncKit.Reconciling;

/// <summary>Tells what a person changed in the books from the echoes of this program's own writes, and holds the records of the former.</summary>
internal sealed class BooksFindings(ILedger ledger)
{
    /// <summary>Settles, under the session's lease, what some changed documents mean.</summary>
    /// <returns>How many records are held for it.</returns>
    public async Task<int> SettleAsync(LaneSession session, IReadOnlyList<BookedDocument> documents, CancellationToken cancellationToken)
    {
        Dictionary<DocumentId, BookedDocument> booked = [];
        foreach (BookedDocument document in documents)
        {
            booked[new DocumentId(document.Kind, document.Id)] = document;
        }

        List<LedgerDocument> links = [];
        List<(LedgerDocument Written, Failure Why)> changed = [];
        foreach (LedgerDocument written in await ledger.FindDocumentsAsync(session.Lane, booked.Keys, cancellationToken).ConfigureAwait(false))
        {
            BooksState? current = BooksState.Of(booked[new DocumentId(written.Kind, written.DestinationId)]);
            if (current is not null && (IsSameVersion(written, current) || IsOlder(written, current)))
            {
                continue;
            }

            if (!BooksState.Agree(written, current))
            {
                links.Add(BooksState.Taken(written, current));
                changed.Add((written, BooksChange.Of(written, current)));
            }
            else if (current is not null && written.State == DocumentState.Posted)
            {
                links.Add(BooksState.Moved(written, current));
            }
        }

        if (links.Count == 0)
        {
            return 0;
        }

        List<LedgerRecord> held = await HeldAsync(session, changed, cancellationToken).ConfigureAwait(false);
        await session.SettleAsync(new Settlement { Documents = links, Held = held, Audit = Audit(session, held.Count) }, cancellationToken)
            .ConfigureAwait(false);
        return held.Count;
    }

    private async Task<List<LedgerRecord>> HeldAsync(
        LaneSession session, List<(LedgerDocument Written, Failure Why)> changed, CancellationToken cancellationToken)
    {
        List<LedgerRecord> held = [];
        foreach (IGrouping<string, (LedgerDocument Written, Failure Why)> flow in changed.GroupBy(change => change.Written.Flow, StringComparer.Ordinal))
        {
            RecordKey[] records = [.. flow.Select(change => change.Written.Record).Distinct()];
            IReadOnlyDictionary<RecordKey, LedgerView> known =
                await ledger.FindAsync(flow.Key, session.Lane, records, cancellationToken).ConfigureAwait(false);
            held.AddRange(flow.GroupBy(change => change.Written.Record).Select(record =>
                Held(session, flow.Key, record.Key, known.GetValueOrDefault(record.Key)?.Record, [.. record.Select(change => change.Why)])));
        }

        return held;
    }

    private static LedgerRecord Held(LaneSession session, string flow, RecordKey record, LedgerRecord? row, IReadOnlyList<Failure> why)
    {
        // A record whose first change was not settled yet has no row: whatever comes from its source is newer than this one.
        row ??= new LedgerRecord
        {
            Flow = flow,
            Record = record,
            Lane = session.Lane,
            State = LedgerState.Dead,
            ModifiedAt = DateTimeOffset.MinValue,
            SettledAt = session.Now,
        };
        return row with
        {
            State = LedgerState.Dead,
            Code = why[0].Code,
            Message = string.Join(' ', why.Select(failure => failure.Message)),
            Remedy = why[0].Remedy,
            Attempts = 0,
            SettledAt = session.Now,
            Payload = default,
        };
    }

    private static AuditEntry[] Audit(LaneSession session, int held) => held == 0
        ? []
        : [new AuditEntry(session.Lane.Tenant, session.Now, "items.dead-lettered", session.Lane.ToString(), $"{held}", "engine")];

    private static bool IsSameVersion(LedgerDocument written, BooksState current) =>
        current.Version.Length > 0 && string.Equals(written.Version, current.Version, StringComparison.Ordinal);

    /// <summary>A list of changes may lag behind the last write; versions that count upwards show it.</summary>
    private static bool IsOlder(LedgerDocument written, BooksState current) =>
        long.TryParse(written.Version, NumberStyles.None, CultureInfo.InvariantCulture, out long ours)
        && long.TryParse(current.Version, NumberStyles.None, CultureInfo.InvariantCulture, out long theirs)
        && theirs < ours;
}
