using System.Runtime.CompilerServices;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Flows;
using SyncKit.Inbox;
using SyncKit.Intents;
using SyncKit.Lanes;
using SyncKit.Ledger;

namespace SyncKit.Adopting;

/// <summary>Puts a report's links into the ledger as the lane's owner, so that nobody writes the same documents meanwhile.</summary>
internal sealed class AdoptionLinking(ILaneStore lanes, ILedger ledger, FlowCatalog flows, TimeSpan leaseLife, TimeProvider time)
{
    private const int CommitSize = 500;

    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(250);

    public async Task<AdoptionResult> RunAsync(AdoptionReport report, IReadOnlyList<AdoptionEntry> entries, CancellationToken cancellationToken)
    {
        LaneLease lease = await AcquireAsync(report.Destination, cancellationToken).ConfigureAwait(false);
        try
        {
            LeaseKeeper keeper = LeaseKeeper.Start(lanes, lease, leaseLife, time, cancellationToken);
            await using ConfiguredAsyncDisposable disposal = keeper.ConfigureAwait(false);
            return await LinkAsync(report.Flow, lease, entries, keeper.Held).ConfigureAwait(false);
        }
        catch (LeaseLostException lost)
        {
            throw Interrupted(report.Destination, lost);
        }
        catch (OperationCanceledException lost) when (!cancellationToken.IsCancellationRequested)
        {
            throw Interrupted(report.Destination, lost);
        }
        finally
        {
            await lanes.ReleaseAsync(lease, new LaneRelease(), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static InvalidOperationException Interrupted(ConnectionId lane, Exception lost) =>
        new($"The lane '{lane}' went to another owner while documents were linked; those linked before stay. Apply the report again.", lost);

    /// <summary>A lane that is being worked on comes free within its quantum.</summary>
    private async Task<LaneLease> AcquireAsync(ConnectionId lane, CancellationToken cancellationToken)
    {
        string owner = $"adoption-{Guid.CreateVersion7(time.GetUtcNow()):N}";
        DateTimeOffset patience = time.GetUtcNow() + (2 * leaseLife);
        while (true)
        {
            if (await lanes.AcquireLaneAsync(lane, owner, leaseLife, cancellationToken).ConfigureAwait(false) is { } lease)
            {
                return lease;
            }

            if (time.GetUtcNow() >= patience)
            {
                throw new TimeoutException($"The lane '{lane}' is being worked on or paused, and did not come free; nothing was linked. Try again later.");
            }

            await Task.Delay(Turn, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<AdoptionResult> LinkAsync(string flow, LaneLease lease, IReadOnlyList<AdoptionEntry> entries, CancellationToken held)
    {
        HashSet<(string Kind, string Id)> taken = await LinkedDocuments.ListAsync(ledger, flows, lease.Lane, held).ConfigureAwait(false);
        IReadOnlyList<Intent> open = await lanes.ListIntentsAsync(lease, held).ConfigureAwait(false);
        HashSet<RecordKey> writing =
        [
            .. open.SelectMany(intent => intent.Targets).Select(target => target.Document).OfType<LedgerDocument>().Select(document => document.Record),
        ];
        int linked = 0;
        foreach (AdoptionEntry[] part in entries.Chunk(CommitSize))
        {
            IReadOnlyDictionary<RecordKey, LedgerView> known = await ledger
                .FindAsync(flow, lease.Lane, [.. part.Select(entry => entry.Record).Distinct()], held)
                .ConfigureAwait(false);
            List<LedgerDocument> links = [];
            foreach (AdoptionEntry entry in part)
            {
                BookedDocument booked = entry.Booked!;
                bool isKnown = known.GetValueOrDefault(entry.Record, LedgerView.Empty).Documents.ContainsKey(entry.Outline.Key);
                if (!isKnown && !writing.Contains(entry.Record) && taken.Add((booked.Kind, booked.Id)))
                {
                    links.Add(Link(flow, lease.Lane, entry, booked));
                }
            }

            if (links.Count > 0)
            {
                await SettleAsync(lease, links, held).ConfigureAwait(false);
                linked += links.Count;
            }
        }

        return new AdoptionResult(linked, entries.Count - linked);
    }

    private async Task SettleAsync(LaneLease lease, List<LedgerDocument> links, CancellationToken held)
    {
        AuditEntry audit = new(lease.Lane.Tenant, time.GetUtcNow(), "documents.adopted", lease.Lane.ToString(), $"{links.Count}", "adoption");
        if (!await lanes.SettleAsync(lease, new Settlement { Documents = links, Audit = [audit] }, held).ConfigureAwait(false))
        {
            throw new LeaseLostException(lease.Lane);
        }
    }

    private LedgerDocument Link(string flow, ConnectionId lane, AdoptionEntry entry, BookedDocument booked) => new()
    {
        Flow = flow,
        Record = entry.Record,
        Lane = lane,
        Key = entry.Outline.Key,
        Kind = booked.Kind,
        State = DocumentState.Posted,
        DestinationId = booked.Id,
        Version = booked.Version,
        Hash = default,
        Total = booked.Total,
        Tax = booked.Tax,
        Currency = booked.Currency,
        CountsTowardsTotal = entry.Outline.CountsTowardsTotal,
        Date = booked.Date,
        Fingerprint = booked.Fingerprint,
        RequestId = string.Empty,
        Generation = 1,
        WrittenAt = time.GetUtcNow(),
    };
}
