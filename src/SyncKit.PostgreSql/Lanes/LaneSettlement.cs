using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.PostgreSql.Auditing;
using SyncKit.PostgreSql.Connections;
using SyncKit.PostgreSql.Intents;
using SyncKit.PostgreSql.Ledger;
using SyncKit.PostgreSql.References;

namespace SyncKit.PostgreSql.Lanes;

/// <summary>Makes one settlement durable, within one transaction, by an owner whose lease holds.</summary>
internal sealed class LaneSettlement(LaneLease lease, Settlement settlement)
{
    // What is about to be sent makes the lane due at once, so that it is not left lying when the owner dies.
    private const string NoteSql = """
        UPDATE synckit.lanes SET budget = coalesce($3, budget),
            ready_at = CASE WHEN $4 THEN least(ready_at, (SELECT synckit.now_ticks())) ELSE ready_at END
        WHERE tenant = $1 AND lane = $2
        """;

    private readonly string tenant = lease.Lane.Tenant.Value;
    private readonly string lane = ConnectionText.Of(lease.Lane);

    /// <summary>Whether all of it goes to the server together, and so is a transaction by itself.</summary>
    public bool IsOneTrip => settlement.Audit.Count == 0;

    /// <exception cref="Npgsql.PostgresException">With <see cref="LaneHold.Lost"/>: somebody else may have the lane by now.</exception>
    public async Task RunAsync(Session session, CancellationToken cancellationToken)
    {
        Batch batch = session.Begin();
        LaneHold.Require(batch, lease);
        DocumentRows.Put(batch, tenant, lane, settlement.Documents);
        ReferenceRows.Put(batch, tenant, lane, settlement.References);
        IntentRows.Close(batch, tenant, lane, settlement.ClosedIntents);
        IntentRows.Add(batch, tenant, lane, settlement.NewIntents);
        if (settlement.Budget is not null || settlement.NewIntents.Count > 0)
        {
            batch.Add(NoteSql, tenant, lane, settlement.Budget, settlement.NewIntents.Count > 0);
        }

        if (settlement.Audit.Count > 0)
        {
            await batch.RunAsync(cancellationToken).ConfigureAwait(false);
            await AuditRows.AddAsync(session, settlement.Audit, cancellationToken).ConfigureAwait(false);
            batch = session.Begin();
        }

        OutcomeRows.PutOff(batch, tenant, [.. settlement.Outcomes.Where(outcome => outcome.Record is null)]);
        foreach (List<ItemOutcome> once in Once(settlement.Outcomes.Where(outcome => outcome.Record is not null), outcome => outcome.Record!))
        {
            OutcomeRows.Settle(batch, tenant, lane, once);
        }

        foreach (List<LedgerRecord> once in Once(settlement.Held, held => held))
        {
            OutcomeRows.Hold(batch, tenant, lane, once);
        }

        await batch.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Groups in which every record is there once, sorted by their records, one group after the other: a statement can write a row only once.</summary>
    private static IEnumerable<List<T>> Once<T>(IEnumerable<T> rows, Func<T, LedgerRecord> record) => rows
        .GroupBy(row => StoredKey.Of(record(row).Flow, record(row).Record))
        .OrderBy(place => place.Key)
        .SelectMany(place => place.Select((row, turn) => (row, turn)))
        .GroupBy(each => each.turn, each => each.row)
        .OrderBy(turn => turn.Key)
        .Select(turn => turn.ToList());
}
