using System.Text.Json;

namespace SyncKit.Supabase.Mapping;

/// <summary>The columns of an order that say what it is worth, and how they are read.</summary>
internal sealed class MoneyColumns(TableMap orders)
{
    private readonly string? net = orders.Column(FieldNames.NetTotal);
    private readonly string? total = orders.Column(FieldNames.Total);
    private readonly string? refunded = orders.Column(FieldNames.RefundedTotal);
    private readonly string? netTax = orders.Column(FieldNames.NetTax);
    private readonly string? tax = orders.Column(FieldNames.TotalTax);
    private readonly string? refundedTax = orders.Column(FieldNames.RefundedTax);

    /// <summary>Whether the columns say what an order is worth after its refunds.</summary>
    public bool HasWorth => net is not null || (total is not null && refunded is not null);

    /// <summary>Whether the columns say how much of that is tax.</summary>
    public bool HasTax => netTax is not null || (tax is not null && refundedTax is not null);

    /// <summary>The columns that are read.</summary>
    public IEnumerable<string> Columns =>
    [
        .. net is not null ? [net] : (string[])[total!, refunded!],
        .. netTax is not null ? [netTax] : HasTax ? (string[])[tax!, refundedTax!] : [],
    ];

    public decimal Worth(JsonElement row) => net is not null ? Read(row, net) : Read(row, total!) - Read(row, refunded!);

    public decimal Tax(JsonElement row) => netTax is not null ? Read(row, netTax) : HasTax ? Read(row, tax!) - Read(row, refundedTax!) : 0;

    private static decimal Read(JsonElement row, string column) => CellReader.Number(row, column) ?? 0;
}
