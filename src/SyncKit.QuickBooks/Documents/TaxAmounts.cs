using SyncKit.Commerce;
using SyncKit.QuickBooks.Posting;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Carries the shop's tax per rate over to the company's rates. Pure.</summary>
internal static class TaxAmounts
{
    /// <summary>
    /// A shop's rate is the company's rate of the same percentage inside the line's code, or else the one in the same place. Where a code has another number of
    /// rates than the shop, its tax is spread over them by their percentages.
    /// </summary>
    /// <returns>The tax by the company's rates; empty where the shop does not tell it by rate.</returns>
    public static IReadOnlyDictionary<string, decimal> PerRate(
        Order order, IReadOnlyList<ShopLine> lines, IReadOnlyList<string> lineCodes, IReadOnlyList<PostingTaxCode> codes, bool ofSale)
    {
        Dictionary<(string Shop, string Company), decimal> amounts = [];
        foreach (PostingTaxCode code in codes.Where(static code => code.Rates.Count > 0))
        {
            List<LineTax> taxes = [.. lines.Where((line, i) => line.IsTaxed && lineCodes[i] == code.Id).SelectMany(TaxesOf)];
            Dictionary<string, string> same = Same(order, [.. taxes.Select(static tax => tax.RateId).Distinct()], code.Rates);
            foreach (LineTax tax in taxes)
            {
                foreach ((string rate, decimal share) in same.TryGetValue(tax.RateId, out string? one) ? [(one, 1m)] : Shares(code.Rates))
                {
                    amounts[(tax.RateId, rate)] = amounts.GetValueOrDefault((tax.RateId, rate)) + (tax.Amount * share);
                }
            }
        }

        Dictionary<string, decimal> perRate = (ofSale ? AsStated(order, amounts) : null) ?? amounts
            .GroupBy(static pair => pair.Key.Company, static pair => pair.Value)
            .ToDictionary(static group => group.Key, static group => group.Sum());
        return perRate.Values.All(static amount => amount >= 0) && perRate.Values.Sum() > 0 ? perRate : new Dictionary<string, decimal>();
    }

    /// <summary>The order's own tax per rate, which a shop that does not round its lines has rounded, where every rate of it has one place.</summary>
    private static Dictionary<string, decimal>? AsStated(Order order, Dictionary<(string Shop, string Company), decimal> amounts)
    {
        Dictionary<string, decimal> stated = [];
        foreach (TaxLine tax in order.Taxes)
        {
            decimal amount = tax.LineTax + tax.ShippingTax;
            string[] places = [.. amounts.Keys.Where(key => key.Shop == tax.RateId).Select(static key => key.Company)];
            if (amount != 0 && places.Length != 1)
            {
                return null;
            }

            if (amount != 0)
            {
                stated[places[0]] = stated.GetValueOrDefault(places[0]) + amount;
            }
        }

        return stated.Values.Sum() == order.TotalTax ? stated : null;
    }

    private static List<LineTax> TaxesOf(ShopLine line)
    {
        List<LineTax> told = [.. line.Taxes.Where(static tax => tax.Amount != 0)];
        return told.Count > 0 ? told : [new LineTax(string.Empty, line.Tax)];
    }

    private static Dictionary<string, string> Same(Order order, List<string> shop, IReadOnlyList<PostingTaxRate> company)
    {
        Dictionary<string, string> same = [];
        if (company.Count == 1)
        {
            return shop.ToDictionary(static rate => rate, _ => company[0].Id);
        }

        if (shop.Count != company.Count || shop.Contains(string.Empty))
        {
            return same;
        }

        List<PostingTaxRate> free = [.. company];
        foreach (string rate in shop)
        {
            decimal? percent = order.Taxes.FirstOrDefault(tax => tax.RateId == rate)?.Percent;
            if (free.Find(candidate => candidate.Percent == percent) is { } equal)
            {
                same[rate] = equal.Id;
                free.Remove(equal);
            }
        }

        // The shop lists its rates in the order in which it charges them, as the code does.
        foreach ((string rate, int place) in Ordered(order, shop.Where(rate => !same.ContainsKey(rate))).Select(static (rate, i) => (rate, i)))
        {
            same[rate] = free[place].Id;
        }

        return same;
    }

    private static IEnumerable<string> Ordered(Order order, IEnumerable<string> rates)
    {
        List<string> places = [.. order.Taxes.Select(static tax => tax.RateId)];
        return rates.OrderBy(rate => places.IndexOf(rate) is >= 0 and var place ? place : int.MaxValue);
    }

    private static List<(string Rate, decimal Share)> Shares(IReadOnlyList<PostingTaxRate> rates)
    {
        List<(string Rate, decimal Weight)> weights = [];
        decimal before = 0;
        foreach (PostingTaxRate rate in rates)
        {
            decimal weight = rate.Percent * (1 + (rate.IsCompound ? before / 100 : 0));
            weights.Add((rate.Id, weight));
            before += weight;
        }

        return before == 0 ? [.. weights.Take(1).Select(static each => (each.Rate, 1m))] : [.. weights.Select(each => (each.Rate, each.Weight / before))];
    }
}
