using System.Globalization;
using Microsoft.Extensions.Options;
using SyncKit.Connections;
using SyncKit.Flows;
using SyncKit.Ledger;

namespace SyncKit.Notifications;

/// <summary>Counts each flow's dead letters and tells people when there are too many, or more. Every host may count: people are told once.</summary>
internal sealed class DeadLetterNotices(
    INotificationStore store,
    Notifier notifier,
    ILedger ledger,
    FlowCatalog flows,
    IConnectionStore connections,
    IOptions<NotificationOptions> options,
    TimeProvider time)
{
    private const string Code = "flow.dead-letters";
    private const int MostLookedAt = 500;

    public async Task CountAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        IReadOnlyList<FlowBinding> bindings = await connections.ListBindingsAsync(tenant, cancellationToken).ConfigureAwait(false);
        foreach (string flow in flows.Match(bindings).Select(match => match.Flow.Name).Distinct(StringComparer.Ordinal))
        {
            await CountAsync(tenant, flow, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CountAsync(TenantId tenant, string flow, CancellationToken cancellationToken)
    {
        long dead = (await ledger.CountAsync(tenant, flow, cancellationToken).ConfigureAwait(false)).Dead;
        NotificationGroup? known =
            await store.FindAsync(tenant, NotificationKind.DeadLetters, flow, Code, cancellationToken).ConfigureAwait(false);
        DateTimeOffset now = time.GetUtcNow();
        TimeSpan quiet = options.Value.QuietPeriodOf(NotificationKind.DeadLetters);
        if (DeadLetterRule.Decide(dead, known, options.Value.DeadLetterThreshold, quiet, now) is { } respected)
        {
            // Whoever counts at the same time knew the same: only the first of them is heard.
            DateTimeOffset news = known?.LastAt.AddTicks(1) ?? DateTimeOffset.MinValue;
            Notification notice = await WriteAsync(tenant, flow, dead, news > now ? news : now, cancellationToken).ConfigureAwait(false);
            await notifier.NotifyAsync(notice with { Began = news }, respected, cancellationToken).ConfigureAwait(false);
        }
        else if (dead < options.Value.DeadLetterThreshold && known?.Figure is not null)
        {
            await notifier.WithdrawAsync(tenant, NotificationKind.DeadLetters, flow, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Notification> WriteAsync(TenantId tenant, string flow, long dead, DateTimeOffset now, CancellationToken cancellationToken)
    {
        LedgerPage<LedgerRecord> page = await ledger
            .ListRecordsAsync(tenant, new LedgerQuery { Flow = flow, State = LedgerState.Dead, Limit = MostLookedAt }, cancellationToken)
            .ConfigureAwait(false);
        IGrouping<string, LedgerRecord>? commonest = page.Rows
            .GroupBy(record => record.Code, StringComparer.Ordinal)
            .OrderByDescending(code => code.Count())
            .ThenBy(code => code.Key, StringComparer.Ordinal)
            .FirstOrDefault();
        string count = dead == 1 ? "1 record waits" : string.Create(CultureInfo.InvariantCulture, $"{dead} records wait");
        string message = $"{count} for a decision.";
        string remedy = "Look at the dead letters of this flow, then retry or dismiss them.";
        if (commonest?.First() is { } example)
        {
            string often = commonest.Key;
            message = $"{count} for a decision, most often because of {often}, for example {example.Record.Kind} {example.Record.Id}: {example.Message}";
            remedy = example.Remedy.Length == 0 ? remedy : example.Remedy;
        }

        return new Notification(tenant, NotificationKind.DeadLetters, flow, Code, message, remedy, now) { Figure = dead };
    }
}
