using SyncKit.QuickBooks.Posting;

namespace SyncKit.QuickBooks.Tests.Posting;

/// <summary>A shop that works out an order's amounts as WooCommerce does.</summary>
internal sealed record WooShop(
    IReadOnlyList<PostingTaxCode> Codes, bool PricesIncludeTax, bool RoundsAtSubtotal, int Decimals)
{
    /// <summary>What the shop says of an order: its totals, its lines without tax, and its unrounded tax per rate.</summary>
    public WooOrder Order(IReadOnlyList<WooLine> lines)
    {
        List<PostingLine> posted = [];
        Dictionary<string, decimal> byRate = [];
        foreach (WooLine line in lines)
        {
            PostingTaxCode code = Codes[line.Code];
            decimal price = decimal.Round(line.Quantity * line.Price, 6);
            (decimal gross, _) = Split(price, code);
            (decimal net, Dictionary<string, decimal> taxes) = Split(price - line.Off, code);
            foreach ((string rate, decimal tax) in taxes)
            {
                byRate[rate] = byRate.GetValueOrDefault(rate) + tax;
            }

            posted.Add(new PostingLine
            {
                Name = line.Name,
                Quantity = line.Quantity,
                Gross = decimal.Round(gross, 6),
                Net = decimal.Round(net, 6),
                Tax = decimal.Round(taxes.Values.Sum(), 6),
                TaxCodeId = code.Id,
            });
        }

        decimal totalTax = byRate.Values.Sum(Round);
        return new WooOrder(posted, byRate, totalTax, Round(posted.Sum(line => line.Net) + totalTax));
    }

    private decimal Round(decimal amount) => decimal.Round(amount, Decimals, MidpointRounding.AwayFromZero);

    private (decimal Net, Dictionary<string, decimal> Taxes) Split(decimal price, PostingTaxCode code)
    {
        Dictionary<string, decimal> taxes = PricesIncludeTax ? Included(price, code) : Added(price, code);
        taxes = RoundsAtSubtotal ? taxes : taxes.ToDictionary(tax => tax.Key, tax => Round(tax.Value));
        return (PricesIncludeTax ? price - taxes.Values.Sum() : price, taxes);
    }

    private static Dictionary<string, decimal> Added(decimal net, PostingTaxCode code)
    {
        Dictionary<string, decimal> taxes = [];
        foreach (PostingTaxRate rate in code.Rates)
        {
            taxes[rate.Id] = (net + (rate.IsCompound ? taxes.Values.Sum() : 0)) * rate.Percent / 100;
        }

        return taxes;
    }

    private static Dictionary<string, decimal> Included(decimal price, PostingTaxCode code)
    {
        Dictionary<string, decimal> taxes = [];
        foreach (PostingTaxRate rate in code.Rates.Where(rate => rate.IsCompound).Reverse())
        {
            taxes[rate.Id] = price - (price / (1 + (rate.Percent / 100)));
            price -= taxes[rate.Id];
        }

        decimal regular = code.Rates.Where(rate => !rate.IsCompound).Sum(rate => rate.Percent) / 100;
        foreach (PostingTaxRate rate in code.Rates.Where(rate => !rate.IsCompound))
        {
            taxes[rate.Id] = price / (1 + regular) * rate.Percent / 100;
        }

        return taxes;
    }
}
