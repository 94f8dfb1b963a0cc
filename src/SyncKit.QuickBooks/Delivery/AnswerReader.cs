using System.Text.Json;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Faults;

namespace SyncKit.QuickBooks.Delivery;

/// <summary>Gives each target of a call its part of the answer, by name and never by position.</summary>
internal static class AnswerReader
{
    public static WriteAnswer Read(Intent intent, ApiAnswer answer)
    {
        if (!answer.IsGood)
        {
            return Refused(intent, answer.Failure);
        }

        if (intent.Route != CompanyApi.BatchRoute)
        {
            return WriteAnswer.Of([Read(intent.Targets[0], answer.Root)]);
        }

        Dictionary<string, JsonElement> items = new(StringComparer.Ordinal);
        foreach (JsonElement item in answer.Root.Items("BatchItemResponse"))
        {
            items[item.Text("bId")] = item;
        }

        return WriteAnswer.Of([.. intent.Targets.Select(target =>
            items.TryGetValue(target.Id, out JsonElement item) ? Read(target, item) : Unanswered(target))]);
    }

    private static TargetAnswer Read(IntentTarget target, JsonElement item)
    {
        if (FaultParser.Read(item) is { } fault)
        {
            return Refused(target, QuickBooksFaults.For(fault, About(target)));
        }

        return WrittenReader.Of(target, item) is { } written
            ? new TargetAnswer { TargetId = target.Id, Written = written }
            : Unanswered(target);
    }

    /// <summary>A call for one document is refused in words that do not say for which.</summary>
    private static WriteAnswer Refused(Intent intent, Failure failure)
    {
        if (intent.Route == CompanyApi.BatchRoute || failure.Kind is not (FailureKind.Permanent or FailureKind.Stale))
        {
            return WriteAnswer.Failed(failure);
        }

        IntentTarget target = intent.Targets[0];
        return WriteAnswer.Of([Refused(target, failure with { Message = $"{About(target)}: {failure.Message}" })]);
    }

    /// <summary>
    /// What was to be undone and is gone is undone; QuickBooks speaks of an inactive reference then, but a call that undoes names nothing except its document.
    /// What was to be changed and is gone was changed in the books by a person.
    /// </summary>
    private static TargetAnswer Refused(IntentTarget target, Failure failure) => target.Document switch
    {
        { DestinationId.Length: > 0, State: DocumentState.Voided } undone when failure.Code is QuickBooksFaults.Gone or QuickBooksFaults.ReferenceGone =>
            new TargetAnswer { TargetId = target.Id, Written = WrittenReader.Gone(undone.DestinationId, undone.Currency) },
        { DestinationId.Length: > 0 } when failure.Code == QuickBooksFaults.Gone =>
            new TargetAnswer { TargetId = target.Id, Failure = failure with { Kind = FailureKind.Stale } },
        _ => new TargetAnswer { TargetId = target.Id, Failure = failure },
    };

    private static TargetAnswer Unanswered(IntentTarget target) => new()
    {
        TargetId = target.Id,
        Failure = new Failure(
            FailureKind.Uncertain,
            "quickbooks.no-answer",
            $"{About(target)}: QuickBooks' answer does not say what became of it.",
            "Nothing needs doing: it is looked up."),
    };

    private static string About(IntentTarget target) => target switch
    {
        { Document: { } document } => $"{document.Kind} of order {document.Record.Id}",
        { Reference: { } reference } => $"{reference.Kind} {reference.Key.Split(':', 2)[^1]}",
        _ => target.Id,
    };
}
