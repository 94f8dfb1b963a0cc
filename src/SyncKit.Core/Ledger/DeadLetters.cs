using System.Globalization;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Lanes;

namespace SyncKit.Ledger;

/// <summary>
/// Lets a person act on dead letters, one or many, and writes into the audit trail what was asked for and what was done. Safe for use from several threads.
/// </summary>
public sealed class DeadLetters
{
    private const int Page = 500;

    private readonly ILedger ledger;
    private readonly IDeadLetterStore store;
    private readonly IAuditTrail audit;
    private readonly WorkSignal signal;
    private readonly TimeProvider time;

    internal DeadLetters(ILedger ledger, IDeadLetterStore store, IAuditTrail audit, WorkSignal signal, TimeProvider time)
    {
        this.ledger = ledger;
        this.store = store;
        this.audit = audit;
        this.signal = signal;
        this.time = time;
    }

    /// <summary>Puts dead letters back into the inbox, due at once. Each is put back once by a call, even when it fails again meanwhile.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="selection">Which of them.</param>
    /// <param name="cancellationToken">Stops between pages; what was put back stays.</param>
    /// <exception cref="ArgumentException">The selection contradicts itself, or names another tenant's records.</exception>
    public async Task<ChangedDeadLetters> RetryAsync(TenantId tenant, DeadLetterSelection selection, CancellationToken cancellationToken = default)
    {
        ChangedDeadLetters changed = await ChangeAsync(
            tenant,
            selection,
            ("dead-letters.retry", "dead-letters.retried"),
            records => store.RetryAsync(selection.Flow, records, time.GetUtcNow(), cancellationToken),
            cancellationToken).ConfigureAwait(false);
        signal.Raise();
        return changed;
    }

    /// <summary>Leaves dead letters for good. A newer change of such a record is taken up as usual.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="selection">Which of them.</param>
    /// <param name="cancellationToken">Stops between pages; what was dismissed stays.</param>
    /// <exception cref="ArgumentException">The selection contradicts itself, or names another tenant's records.</exception>
    public Task<ChangedDeadLetters> DismissAsync(TenantId tenant, DeadLetterSelection selection, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            tenant,
            selection,
            ("dead-letters.dismiss", "dead-letters.dismissed"),
            records => store.DismissAsync(selection.Flow, records, cancellationToken),
            cancellationToken);

    private async Task<ChangedDeadLetters> ChangeAsync(
        TenantId tenant,
        DeadLetterSelection selection,
        (string Asked, string Done) action,
        Func<IReadOnlyCollection<RecordKey>, Task<int>> change,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(selection);
        Check(tenant, selection);
        string asked = selection.ToString();
        await AuditAsync(tenant, action.Asked, selection.Flow, asked, cancellationToken).ConfigureAwait(false);
        int count = 0;
        string? next = null;
        try
        {
            foreach (RecordKey[] named in (selection.Records ?? []).Distinct().Chunk(Page))
            {
                cancellationToken.ThrowIfCancellationRequested();
                count += await change(named).ConfigureAwait(false);
            }

            for (LedgerQuery? query = selection.Records is null ? Query(selection, selection.After, selection.Most) : null; query is not null;)
            {
                LedgerPage<LedgerRecord> page = await ledger.ListRecordsAsync(tenant, query, cancellationToken).ConfigureAwait(false);
                count += await change([.. page.Rows.Select(row => row.Record)]).ConfigureAwait(false);
                next = page.Next;
                query = next is null || count >= selection.Most ? null : Query(selection, next, selection.Most - count);
            }
        }
        finally
        {
            // Whatever stopped the work, what was done until then stays and is accounted for.
            string done = string.Create(CultureInfo.InvariantCulture, $"{count} of: {asked}");
            await AuditAsync(tenant, action.Done, selection.Flow, done, CancellationToken.None).ConfigureAwait(false);
        }

        return new ChangedDeadLetters(count, next);
    }

    private static void Check(TenantId tenant, DeadLetterSelection selection)
    {
        string? problem = selection.Problem();
        if (problem is null && selection.Lane is { } lane && lane.Tenant != tenant)
        {
            problem = $"The destination '{lane}' does not belong to '{tenant}'.";
        }

        if (problem is null && selection.Records?.FirstOrDefault(record => record.Source.Tenant != tenant) is { } foreign)
        {
            problem = $"The record '{foreign}' does not belong to '{tenant}'.";
        }

        if (problem is not null)
        {
            throw new ArgumentException(problem, nameof(selection));
        }
    }

    private static LedgerQuery Query(DeadLetterSelection selection, string? after, int most) => new()
    {
        Flow = selection.Flow,
        State = LedgerState.Dead,
        Code = selection.Code,
        Lane = selection.Lane,
        After = after,
        Limit = Math.Min(Page, most),
    };

    private Task AuditAsync(TenantId tenant, string action, string flow, string reason, CancellationToken cancellationToken) =>
        audit.AppendAsync([new AuditEntry(tenant, time.GetUtcNow(), action, flow, reason, Actor.Current)], cancellationToken);
}
