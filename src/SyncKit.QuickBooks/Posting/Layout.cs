namespace SyncKit.QuickBooks.Posting;

/// <summary>One way to show the lines.</summary>
/// <param name="Amounts">The amounts of the lines, in whole cents.</param>
/// <param name="Discount">What the discount line takes off them; 0 when there is none.</param>
internal sealed record Layout(decimal[] Amounts, decimal Discount)
{
    public decimal Net => Amounts.Sum() - Discount;

    /// <summary>The ways to show the lines, the wanted one first.</summary>
    public static IReadOnlyList<Layout> Of(PostingRequest request, LineAmounts lines)
    {
        Layout reduced = new(lines.Reduced, 0.00m);
        bool isInclusive = request.Tax is { Model: TaxModel.Global, PricesIncludeTax: true };
        return request.DiscountLine && !isInclusive && lines.Discount > 0 ? [new Layout(lines.Gross, lines.Discount), reduced] : [reduced];
    }
}
