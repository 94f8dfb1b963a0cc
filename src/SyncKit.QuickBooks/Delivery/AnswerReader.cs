using System.Text.Json;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Intents;
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
            return WriteAnswer.Failed(answer.Failure);
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
            return new TargetAnswer { TargetId = target.Id, Failure = QuickBooksFaults.For(fault, About(target)) };
        }

        return WrittenReader.Of(target, item) is { } written
            ? new TargetAnswer { TargetId = target.Id, Written = written }
            : Unanswered(target);
    }

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
