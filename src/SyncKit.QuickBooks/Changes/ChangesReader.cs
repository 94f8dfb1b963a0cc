using System.Globalization;
using System.Text.Json;
using SyncKit.Faults;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Delivery;
using SyncKit.QuickBooks.Faults;

namespace SyncKit.QuickBooks.Changes;

/// <summary>Reads the answer to a question for changes: a slot per kind, empty where nothing changed, the deleted ones last.</summary>
internal static class ChangesReader
{
    /// <exception cref="ConnectorException">The answer holds a fault or is no list of changes.</exception>
    public static IReadOnlyList<ChangedRow> Read(JsonElement root, IReadOnlyList<TransactionKind> kinds)
    {
        if (root.Member("CDCResponse") is not { ValueKind: JsonValueKind.Array } parts)
        {
            throw new ConnectorException(AnswerFaults.Unreadable(writes: false));
        }

        List<ChangedRow> rows = [];
        foreach (JsonElement part in parts.EnumerateArray())
        {
            Refuse(part);
            foreach (JsonElement slot in part.Items("QueryResponse"))
            {
                Refuse(slot);
                foreach (TransactionKind kind in kinds)
                {
                    rows.AddRange(slot.Items(kind.Name).Where(static row => row.Text("Id").Length > 0).Select(row => Row(kind, row)));
                }
            }
        }

        return rows;
    }

    private static void Refuse(JsonElement part)
    {
        if (FaultParser.Read(part) is { } fault)
        {
            throw new ConnectorException(QuickBooksFaults.For(fault));
        }
    }

    private static ChangedRow Row(TransactionKind kind, JsonElement row) =>
        new(WrittenReader.Booked(kind.Name, row), Moment(row.Member("MetaData").Text("LastUpdatedTime")));

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment) ? moment : DateTimeOffset.MinValue;
}
