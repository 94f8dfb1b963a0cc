using System.Globalization;
using SyncKit.QuickBooks.Delivery;

namespace SyncKit.QuickBooks.Webhooks;

/// <summary>Reads the parts of an event that both forms have.</summary>
internal static class EventParts
{
    private const int LongestEventId = 255;
    private const int LongestName = 100;
    private const int FractionDigits = 7;

    /// <summary>Whether a part names a company, a kind and an id that can be those of an entity.</summary>
    public static bool Fits(string realm, string entity, string id) =>
        realm is { Length: > 0 and <= 32 } && realm.All(char.IsAsciiDigit)
        && entity is { Length: > 0 and <= LongestName } && id is { Length: > 0 and <= LongestName };

    /// <summary>The kind as the API spells it, or as it was sent.</summary>
    public static string Entity(string name) => TransactionKind.Find(name)?.Name ?? name;

    /// <summary>The id; empty where it is longer than Intuit's ids are, since cut ids could be equal.</summary>
    public static string EventId(string id) => id.Length <= LongestEventId ? id : string.Empty;

    public static QuickBooksOperation Operation(string name) => name.ToLowerInvariant() switch
    {
        "created" or "create" => QuickBooksOperation.Created,
        "updated" or "update" => QuickBooksOperation.Updated,
        "deleted" or "delete" => QuickBooksOperation.Deleted,
        "merged" or "merge" => QuickBooksOperation.Merged,
        "voided" or "void" => QuickBooksOperation.Voided,
        "emailed" or "email" => QuickBooksOperation.Emailed,
        _ => QuickBooksOperation.Unknown,
    };

    /// <summary>A moment whose fraction may have nine digits, two more than can be kept.</summary>
    public static DateTimeOffset? Moment(string text)
    {
        int dot = text.IndexOf('.', StringComparison.Ordinal);
        int end = dot + 1;
        while (dot >= 0 && end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        string kept = dot >= 0 && end - dot - 1 > FractionDigits ? string.Concat(text.AsSpan(0, dot + 1 + FractionDigits), text.AsSpan(end)) : text;
        return DateTimeOffset.TryParse(kept, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
            ? moment.ToUniversalTime()
            : null;
    }
}
