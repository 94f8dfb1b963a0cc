using System.Text.Json;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Http;
using SyncKit.Intents;
using SyncKit.Supabase.Api;
using SyncKit.Supabase.Mapping;

namespace SyncKit.Supabase.Delivery;

/// <summary>
/// Sends the requests of one intent, one after another. A request that is refused because of a row is divided until the rows that are at fault stand alone, so
/// that they cost their own records and no others.
/// </summary>
internal sealed class CallRunner(ProjectSession session, Layout layout, Intent intent, CallFrame frame)
{
    /// <summary>So often may a request fail without any part of it succeeding before its rows are no longer suspected.</summary>
    private const int MostUnclear = 24;

    private readonly Failure?[] failures = new Failure?[intent.Targets.Count];
    private readonly WrittenDocument?[] written = new WrittenDocument?[intent.Targets.Count];
    private Failure? stop;
    private int unclear;

    public async Task<WriteAnswer> RunAsync(CancellationToken cancellationToken)
    {
        foreach (CallPart part in frame.Parts)
        {
            unclear = 0;
            int[] targets = [.. Enumerable.Range(part.First, part.Counts.Count).Where(target => failures[target] is null && (!part.HasRows || part.Counts[target - part.First] > 0))];
            if (targets.Length > 0)
            {
                await SendAsync(part, targets, cancellationToken).ConfigureAwait(false);
            }

            if (stop is not null)
            {
                return WriteAnswer.Failed(stop);
            }
        }

        return WriteAnswer.Of([.. intent.Targets.Select(Answer)]);
    }

    private async Task SendAsync(CallPart part, ArraySegment<int> targets, CancellationToken cancellationToken)
    {
        HttpAnswer answer = await session.SendAsync(CallComposer.Compose(part, targets), cancellationToken).ConfigureAwait(false);
        if (answer.IsSuccess)
        {
            unclear = 0;
            Take(part, targets, answer.Body);
            return;
        }

        ProjectFault fault = WriteFaults.Of(answer, session);
        unclear += fault.Reach == FaultReach.Unclear ? 1 : 0;
        if (fault.Reach == FaultReach.Request || (fault.Failure.Kind == FailureKind.Transient && unclear > MostUnclear))
        {
            stop ??= fault.Failure;
        }
        else if (targets.Count == 1)
        {
            failures[targets[0]] = About(part, targets[0], fault.Failure);
        }
        else
        {
            int half = targets.Count / 2;
            await SendAsync(part, targets[..half], cancellationToken).ConfigureAwait(false);
            if (stop is null)
            {
                await SendAsync(part, targets[half..], cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void Take(CallPart part, IReadOnlyList<int> targets, ReadOnlyMemory<byte> body)
    {
        try
        {
            if (part.Returns)
            {
                Totals.TakeRows(part, targets, body, layout, intent, frame, written, failures);
            }
            else if (part.IsFunction)
            {
                Totals.TakeDifferences(targets, body, intent, written);
            }
        }
        catch (JsonException)
        {
            stop ??= new Failure(
                FailureKind.Uncertain,
                "supabase.unanswered",
                $"{session.Host} answered a request with something else than rows.",
                "Nothing needs to be done: it is sent again unchanged.");
        }
    }

    private Failure About(CallPart part, int target, Failure failure)
    {
        Inbox.RecordKey record = intent.Targets[target].Document!.Record;
        string place = part.IsFunction ? part.Path : part.Path[..part.Path.IndexOf('?', StringComparison.Ordinal)];
        return failure with { Message = $"The {record.Kind} {record.Id} was not taken by {place}. {failure.Message}" };
    }

    private TargetAnswer Answer(IntentTarget target, int place)
    {
        Ledger.LedgerDocument document = target.Document!;
        bool ends = document.State == Ledger.DocumentState.Voided;
        WrittenDocument stored = written[place] ?? new WrittenDocument(string.Empty, string.Empty, document.Total, document.Tax, document.Currency);
        return failures[place] is { } failure
            ? new TargetAnswer { TargetId = target.Id, Failure = failure }
            : new TargetAnswer
            {
                TargetId = target.Id,
                Written = stored with { Id = frame.Rows[place], Version = ends ? document.Version : document.Hash.ToString(), IsVoided = ends },
            };
    }
}
