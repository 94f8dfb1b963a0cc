using SyncKit.Inbox;
using SyncKit.PostgreSql.Connections;

namespace SyncKit.PostgreSql.Ledger;

/// <summary>The place of a row in the order in which the ledger is listed, as a caller carries it from page to page.</summary>
/// <param name="Source">The source connection.</param>
/// <param name="Kind">The record kind.</param>
/// <param name="Record">The record's id.</param>
/// <param name="Key">Which of the record's documents; empty for a record.</param>
internal sealed record LedgerMark(string Source, string Kind, string Record, string Key)
{
    /// <summary>Before every row.</summary>
    public static LedgerMark Start { get; } = new(string.Empty, string.Empty, string.Empty, string.Empty);

    public static LedgerMark Of(RecordKey record, string key = "") => new(ConnectionText.Of(record.Source), record.Kind, record.Id, key);

    /// <exception cref="ArgumentException">The text is no mark that a page ended with.</exception>
    public static LedgerMark Read(string? text)
    {
        if (text is null)
        {
            return Start;
        }

        string[] parts = text.Split('|');
        return parts.Length == 4
            ? new LedgerMark(
                Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1]), Uri.UnescapeDataString(parts[2]), Uri.UnescapeDataString(parts[3]))
            : throw new ArgumentException("The mark is not one that a page of the ledger ended with.", nameof(text));
    }

    public override string ToString() => string.Join(
        '|', Uri.EscapeDataString(Source), Uri.EscapeDataString(Kind), Uri.EscapeDataString(Record), Uri.EscapeDataString(Key));
}
