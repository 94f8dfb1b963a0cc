using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Intents;
using SyncKit.Ledger;

namespace SyncKit.Lanes;

/// <summary>
/// Brings a lane's writes of unknown outcome to an end before any new work: the same bytes under the same key, then a look-up, and only then a decision.
/// </summary>
internal static class IntentRecovery
{
    /// <summary>From this age on a look-up comes first, because a destination may have forgotten the key.</summary>
    private static readonly TimeSpan KeyMemory = TimeSpan.FromHours(12);

    /// <summary>From this age on nothing of the first attempt can still be under way, so what a look-up does not find is not there.</summary>
    private static readonly TimeSpan AtRest = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(LaneSession session, IReadOnlyList<Intent> intents, CancellationToken cancellationToken)
    {
        foreach (Intent intent in intents)
        {
            TimeSpan age = session.Now - intent.CreatedAt;
            if (age >= KeyMemory && await LookUpAsync(session, intent, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            WriteAnswer answer = await session.SendAsync(intent, cancellationToken).ConfigureAwait(false);
            SettledCall settled = SettledCall.Read(intent, answer, session.Now);
            await CloseAsync(session, intent, settled, settled.IsKnown, cancellationToken).ConfigureAwait(false);
            if (settled.Interruption is not { } interruption)
            {
                continue;
            }

            bool undecided = interruption.Kind == FailureKind.Uncertain;
            if (undecided && age >= AtRest && await LookUpAsync(session, intent, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            throw new LaneInterruption(undecided
                ? interruption with { RetryAfter = interruption.RetryAfter ?? Backoff.ByAge(age, ShortestWait, AtRest) }
                : interruption);
        }
    }

    /// <summary>Asks the destination what is there. What is not there was not written, and will be planned anew.</summary>
    private static async Task<bool> LookUpAsync(LaneSession session, Intent intent, CancellationToken cancellationToken)
    {
        WriteAnswer answer = await session.LookUpAsync(intent, cancellationToken).ConfigureAwait(false);
        bool decided = answer.Failure is null && answer.Targets.All(target => target.Failure is null);
        if (decided)
        {
            WriteAnswer ours = WriteAnswer.Of([.. answer.Targets.Where(target => IsOurs(intent, target))]);
            SettledCall found = SettledCall.Read(intent, ours, session.Now);
            await CloseAsync(session, intent, found, close: true, cancellationToken).ConfigureAwait(false);
        }

        return decided;
    }

    /// <summary>Whether what was found is what the call wrote: it has the total that was sent, and a change moved the version.</summary>
    private static bool IsOurs(Intent intent, TargetAnswer found)
    {
        LedgerDocument? sent = intent.Targets.FirstOrDefault(target => string.Equals(target.Id, found.TargetId, StringComparison.Ordinal))?.Document;
        return found.Written is { } written
            && (sent is null
                || (written.Total == sent.Total
                    && (sent.DestinationId.Length == 0 || !string.Equals(written.Version, sent.Version, StringComparison.Ordinal))));
    }

    private static Task CloseAsync(LaneSession session, Intent intent, SettledCall settled, bool close, CancellationToken cancellationToken) =>
        session.SettleAsync(
            new Settlement
            {
                Documents = settled.Documents,
                References = settled.References,
                ClosedIntents = close ? [intent.RequestId] : [],
            },
            cancellationToken);
}
