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
            if (age >= KeyMemory)
            {
                // Sent again now, it might be done twice.
                await LookUpAsync(session, intent, age, cancellationToken).ConfigureAwait(false);
                continue;
            }

            WriteAnswer answer = await session.SendAsync(intent, cancellationToken).ConfigureAwait(false);
            if (answer.Failure is { Kind: FailureKind.Permanent or FailureKind.Stale })
            {
                // That this call was refused says nothing of the first one.
                await LookUpAsync(session, intent, age, cancellationToken).ConfigureAwait(false);
                continue;
            }

            SettledCall settled = SettledCall.Read(intent, answer, session.Now);
            await CloseAsync(session, intent, settled, settled.IsKnown && answer.Failure is null, cancellationToken).ConfigureAwait(false);
            if (settled.Interruption is not { } interruption)
            {
                continue;
            }

            if (interruption.Kind == FailureKind.Uncertain && age >= AtRest)
            {
                await LookUpAsync(session, intent, age, cancellationToken).ConfigureAwait(false);
                continue;
            }

            throw Interruption(interruption, age);
        }
    }

    /// <summary>Asks the destination what is there. What is not there was not written, and will be planned anew.</summary>
    private static async Task LookUpAsync(LaneSession session, Intent intent, TimeSpan age, CancellationToken cancellationToken)
    {
        WriteAnswer answer = await session.LookUpAsync(intent, cancellationToken).ConfigureAwait(false);
        if ((answer.Failure ?? answer.Targets.FirstOrDefault(target => target.Failure is not null)?.Failure) is { } undecided)
        {
            throw Interruption(undecided, age);
        }

        WriteAnswer ours = WriteAnswer.Of([.. answer.Targets.Where(target => IsOurs(intent, target))]);
        SettledCall found = SettledCall.Read(intent, ours, session.Now);
        await CloseAsync(session, intent, found, close: true, cancellationToken).ConfigureAwait(false);
    }

    private static LaneInterruption Interruption(Failure failure, TimeSpan age) => new(failure.Kind == FailureKind.Uncertain
        ? failure with { RetryAfter = failure.RetryAfter ?? Backoff.ByAge(age, ShortestWait, AtRest) }
        : failure);

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
