namespace SyncKit.Benchmarks.Parsing;

/// <summary>What a document's line is made of.</summary>
internal sealed class SlimLine
{
    public long Id { get; set; }

    public string? Name { get; set; }

    public string? Sku { get; set; }

    public decimal Quantity { get; set; }

    public decimal Subtotal { get; set; }

    public decimal Total { get; set; }

    public decimal TotalTax { get; set; }
}
