using System.Text.Json;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.Supabase.Mapping;
using SyncKit.Supabase.Rows;

namespace SyncKit.Supabase.Delivery;

/// <summary>Reads what the project says it stored of the orders' worth. Pure.</summary>
internal static class Totals
{
    private const string FunctionId = "order_id";
    private const string FunctionTotal = "net_total";
    private const string FunctionTax = "net_tax";

    /// <summary>What a request asks back.</summary>
    public static string Select(Layout layout) =>
        $"&select={string.Join(',', layout.Money.Columns.Prepend(layout.Orders.Map.OwnColumn).Distinct(StringComparer.Ordinal))}";

    /// <summary>Of each row that was written the totals that are there now; a row that is not answered was not kept.</summary>
    /// <exception cref="JsonException">These are no rows.</exception>
    public static void TakeRows(
        CallPart part, IReadOnlyList<int> targets, ReadOnlyMemory<byte> body, Layout layout, Intent intent, CallFrame frame, WrittenDocument?[] written, Failure?[] failures)
    {
        if (!part.Path.EndsWith(Select(layout), StringComparison.Ordinal))
        {
            // The settings changed since the request was made, and what is answered has other names.
            return;
        }

        string own = layout.Orders.Map.OwnColumn;
        Dictionary<string, WrittenDocument> stored = Read(body, row => CellReader.Text(row, own), layout.Money.Worth, layout.Money.Tax);
        foreach (int target in targets)
        {
            LedgerDocument document = intent.Targets[target].Document!;
            string ownId = DestinationIds.OwnId(frame.Rows[target], DestinationIds.SourceOf(document.Record.Source));
            if (stored.TryGetValue(ownId, out WrittenDocument? found))
            {
                written[target] = found with { Currency = document.Currency };
            }
            else
            {
                failures[target] = new Failure(
                    FailureKind.Permanent,
                    Api.DatabaseCodes.NotKept,
                    $"The {document.Record.Kind} {document.Record.Id} was taken, but no row of it is there: a trigger or a policy of the table keeps it out.",
                    "Correct the trigger or the policy, then retry.");
            }
        }
    }

    /// <summary>Of a function, which answers only what came out otherwise than it was sent, or nothing at all.</summary>
    /// <exception cref="JsonException">These are no rows.</exception>
    public static void TakeDifferences(IReadOnlyList<int> targets, ReadOnlyMemory<byte> body, Intent intent, WrittenDocument?[] written)
    {
        if (body.IsEmpty)
        {
            return;
        }

        Dictionary<string, WrittenDocument> differing = Read(
            body,
            static row => CellReader.Text(row, FunctionId),
            static row => CellReader.Number(row, FunctionTotal) ?? 0,
            static row => CellReader.Number(row, FunctionTax) ?? 0);
        foreach (int target in targets)
        {
            LedgerDocument document = intent.Targets[target].Document!;
            if (differing.TryGetValue(document.Record.Id, out WrittenDocument? found))
            {
                written[target] = found with { Currency = document.Currency };
            }
        }
    }

    private static Dictionary<string, WrittenDocument> Read(
        ReadOnlyMemory<byte> body, Func<JsonElement, string?> id, Func<JsonElement, decimal> total, Func<JsonElement, decimal> tax)
    {
        Dictionary<string, WrittenDocument> rows = new(StringComparer.Ordinal);
        using JsonDocument document = JsonDocument.Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("These are no rows.");
        }

        foreach (JsonElement row in document.RootElement.EnumerateArray())
        {
            if (row.ValueKind == JsonValueKind.Object && id(row) is { } known)
            {
                rows[known] = new WrittenDocument(string.Empty, string.Empty, total(row), tax(row), string.Empty);
            }
        }

        return rows;
    }
}
