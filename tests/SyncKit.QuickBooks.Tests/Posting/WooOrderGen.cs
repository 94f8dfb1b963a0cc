using CsCheck;
using SyncKit.QuickBooks.Posting;

namespace SyncKit.QuickBooks.Tests.Posting;

/// <summary>Makes orders of WooCommerce shops, to be posted to every kind of company.</summary>
internal static class WooOrderGen
{
    private static readonly decimal[] s_percents = [0, 5, 7, 8.25m, 9.975m, 15, 19, 20, 25, 33.333m, 0.1m];

    public static readonly Gen<PostingRequest> Stated = Requests([TaxArithmetic.Stated]);

    public static readonly Gen<PostingRequest> Computed = Requests([TaxArithmetic.PerSubtotal, TaxArithmetic.PerLine]);

    public static readonly Gen<PostingRequest> WithoutRebates = Requests([TaxArithmetic.Stated], rebates: 0);

    public static readonly Gen<PostingTaxCode[]> Codes =
        from pool in Percent.Array[4]
        from compound in Gen.Bool.Array[2]
        from uses in Gen.Bool.Array[12]
        let rates = pool.Select((percent, i) => new PostingTaxRate($"R{i}", percent, i >= 2 && compound[i - 2])).ToArray()
        select Enumerable.Range(0, 3).Select(code => new PostingTaxCode($"C{code}", [.. rates.Where((_, i) => uses[(code * 4) + i]).Take(3)])).ToArray();

    private static Gen<decimal> Percent => Gen.OneOf(OneOf(s_percents), Gen.Int[1, 30_000].Select(thousandths => thousandths / 1000m));

    private static Gen<decimal> Price(int decimals) => Gen.OneOf(
        Gen.Int[0, 30_000].Select(cents => decimals switch { 0 => cents, 3 => cents / 100m, _ => cents / 100m }),
        Gen.Int[1, 900].Select(cents => decimals == 0 ? cents : decimal.Round(cents / 3m, 6)));

    private static Gen<decimal> Quantity => Gen.OneOf(
        Gen.Int[1, 12].Select(many => (decimal)many), OneOf(0.25m, 1.5m, 0.333m, 2.12345m, 0.1m));

    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<WooLine> Product(int decimals) =>
        from price in Price(decimals)
        from quantity in Quantity
        from coupon in OneOf(0, 0, 1, 2)
        from share in Gen.Int[0, 100]
        from code in Gen.Int[0, 3]
        let full = decimal.Round(price * quantity, 6)
        let off = coupon switch { 0 => 0, 1 => decimal.Round(full * share / 100, Math.Min(decimals, 2)), _ => full * share / 100 }
        select new WooLine("Product", quantity, price, Math.Min(full, decimal.Round(off, 6)), code);

    private static Gen<PostingRequest> Requests(TaxArithmetic[] arithmetics, int rebates = 1) =>
        from decimals in OneOf(2, 2, 2, 2, 2, 2, 0, 3)
        from products in Product(decimals).Array[1, 40]
        from charges in Product(decimals).Array[0, 3]
        from rebate in Gen.Int[-60, 60]
        from giftCard in Gen.Int[-60, 100]
        from giftCardStands in Gen.Bool
        from codes in Codes
        from modes in Gen.Bool.Array[4]
        from model in Gen.Enum<TaxModel>()
        from arithmetic in OneOf(arithmetics)
        from told in Gen.Int[0, 2]
        from limit in OneOf(0, 0.05m)
        select Request(
            new Choices(decimals, products, charges, Math.Max(0, rebate) * rebates, Math.Max(0, giftCard) * rebates, giftCardStands, modes[0], modes[1], modes[2], modes[3], told, limit),
            codes,
            model,
            arithmetic);

    private static PostingRequest Request(Choices choices, PostingTaxCode[] codes, TaxModel model, TaxArithmetic arithmetic)
    {
        IReadOnlyList<PostingTaxCode> used = CodesOf(model, codes);
        WooShop shop = new([.. used, .. Enumerable.Repeat(used[^1], 4)], choices.PricesIncludeTax, choices.RoundsAtSubtotal, choices.Decimals);
        List<WooLine> lines = [.. choices.Products, .. choices.Charges.Select(line => line with { Name = "Charge", Quantity = 1, Off = 0 })];
        WooOrder order = shop.Order(lines);
        decimal unit = choices.Decimals == 0 ? 1 : 0.01m;
        decimal rebate = Math.Floor(order.Lines.Sum(line => line.Net) * choices.Rebate / 100 / unit) * unit;
        int free = shop.Codes.Count - 1;
        if (rebate > 0)
        {
            lines.Add(new WooLine("Rebate", 1, -rebate, 0, free));
            order = shop.Order(lines);
        }

        decimal most = choices.GiftCardStandsAlone ? order.Total : Math.Min(order.Total, order.Lines.Sum(line => line.Net));
        decimal giftCard = Math.Floor(most * choices.GiftCard / 100 / unit) * unit;
        if (giftCard > 0)
        {
            PostingLine line = new()
            {
                Name = "Gift card", Gross = -giftCard, Net = -giftCard, TaxCodeId = shop.Codes[free].Id, StandsAlone = choices.GiftCardStandsAlone,
            };
            order = order with { Lines = [.. order.Lines, line], Total = order.Total - giftCard };
        }

        return new PostingRequest
        {
            Currency = choices.Decimals switch { 0 => "JPY", 3 => "KWD", _ => "USD" },
            Total = order.Total,
            TotalTax = order.TotalTax,
            Lines = order.Lines,
            DiscountLine = choices.DiscountLine,
            RoundingLimit = choices.RoundingLimit,
            Tax = new PostingTax
            {
                Model = model,
                Arithmetic = arithmetic,
                PricesIncludeTax = choices.PricesIncludeTax ^ choices.OtherTerms,
                Codes = model == TaxModel.Automated && arithmetic == TaxArithmetic.Stated ? [] : used,
                Amounts = choices.Told switch
                {
                    0 => new Dictionary<string, decimal>(),
                    1 => order.TaxByRate,
                    _ => order.TaxByRate.ToDictionary(rate => rate.Key, rate => decimal.Round(rate.Value, 2, MidpointRounding.AwayFromZero)),
                },
            },
        };
    }

    /// <summary>The codes that a company of the model can have; the last is without tax.</summary>
    private static PostingTaxCode[] CodesOf(TaxModel model, PostingTaxCode[] codes) => model switch
    {
        TaxModel.None => [new PostingTaxCode("", [])],
        TaxModel.Manual or TaxModel.Automated => [codes[0].Rates.Any(rate => rate.Percent > 0) ? codes[0] with { Id = "TAX" } : codes[0] with { Id = "TAX", Rates = [new("R0", 7)] }, new PostingTaxCode("NON", [])],
        _ => [.. codes, new PostingTaxCode("Z", [new PostingTaxRate("R-zero", 0)])],
    };

    private sealed record Choices(
        int Decimals, WooLine[] Products, WooLine[] Charges, int Rebate, int GiftCard, bool GiftCardStandsAlone, bool PricesIncludeTax,
        bool RoundsAtSubtotal, bool DiscountLine, bool OtherTerms, int Told, decimal RoundingLimit);
}
