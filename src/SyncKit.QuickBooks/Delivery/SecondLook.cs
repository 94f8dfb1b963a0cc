using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Intents;
using SyncKit.QuickBooks.Faults;

namespace SyncKit.QuickBooks.Delivery;

/// <summary>
/// Looks again where a refusal may mean that the work is done: a number may be taken by this very document, posted by a call that QuickBooks no longer
/// remembers, and a request that was made before was answered before.
/// </summary>
internal sealed class SecondLook(LookUp lookUp)
{
    public async Task<WriteAnswer> TakeAsync(Connection destination, Intent intent, WriteAnswer answer, CancellationToken cancellationToken)
    {
        WriteAnswer read = answer.Failure is { Code: QuickBooksFaults.DuplicateRequest } whole
            ? WriteAnswer.Of([.. intent.Targets.Select(target => new TargetAnswer { TargetId = target.Id, Failure = whole })])
            : answer;
        Dictionary<string, IntentTarget> unclear = read.Targets
            .Join(intent.Targets, static said => said.TargetId, static target => target.Id, static (said, target) => (said.Failure, Target: target))
            .Where(static pair => MayBeDone(pair.Failure, pair.Target))
            .ToDictionary(static pair => pair.Target.Id, static pair => pair.Target, StringComparer.Ordinal);
        if (unclear.Count == 0)
        {
            return answer;
        }

        IReadOnlyList<TargetAnswer> found;
        try
        {
            found = await lookUp.RunAsync(destination, intent, [.. unclear.Values], cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            return WriteAnswer.Of([.. read.Targets.Select(target =>
                unclear.ContainsKey(target.TargetId) ? target with { Failure = exception.Failure with { Kind = FailureKind.Uncertain } } : target)]);
        }

        Dictionary<string, TargetAnswer> adopted = found
            .Where(each => each.Written is { } written && IsOurs(unclear[each.TargetId], written))
            .ToDictionary(static target => target.TargetId, StringComparer.Ordinal);
        return WriteAnswer.Of([.. read.Targets.Select(target => adopted.GetValueOrDefault(target.TargetId, target))]);
    }

    private static bool MayBeDone(Failure? failure, IntentTarget target) => failure?.Code switch
    {
        QuickBooksFaults.DuplicateRequest => true,
        QuickBooksFaults.NumberTaken => !IsChange(target),
        _ => false,
    };

    /// <summary>What was to be made is there under its marker or name; what was to be changed has moved on to what was sent.</summary>
    private static bool IsOurs(IntentTarget target, WrittenDocument found) =>
        !IsChange(target) || (found.Version != target.Document!.Version && found.Total == target.Document.Total);

    private static bool IsChange(IntentTarget target) => target.Document is { DestinationId.Length: > 0 };
}
