using SyncKit.Commerce;

namespace SyncKit.QuickBooks.Documents;

/// <summary>What refunds have left of an order's lines and of each rate's tax on them, in whole cents. Changes as refunds take from it.</summary>
internal sealed class Unrefunded
{
    private readonly List<ShopLine> lines;
    private readonly List<(int Line, string RateId)> taxes = [];

    /// <summary>The lines' amounts, then the amounts of <see cref="taxes"/>.</summary>
    private readonly decimal[] left;

    public Unrefunded(Order order, IReadOnlyList<ShopLine> sold)
    {
        lines = [.. sold.Where(static line => line.HasPlace)];
        decimal[] nets = Cents.Split([.. lines.Select(static line => line.Net), sold.Where(static line => !line.HasPlace).Sum(static line => line.Net)], order.Total - order.TotalTax);
        decimal[] tax = Taxes(order, sold);
        left = [.. WithoutRebate(nets[..^1], -nets[^1]), .. tax];
    }

    /// <summary>Takes an amount, tax included, in proportion from everything that is left; less where not so much is left.</summary>
    public IReadOnlyList<ShopLine> Take(decimal amount)
    {
        decimal there = left.Sum();
        if (there <= 0)
        {
            return [];
        }

        decimal[] part = Cents.Part(left, Math.Min(amount, there));
        for (int i = 0; i < left.Length; i++)
        {
            left[i] -= part[i];
        }

        return [.. lines.Select((line, i) => Refunded(line, i, part)).Where(static line => line.Net != 0 || line.Tax != 0)];
    }

    /// <summary>Takes what a refund names.</summary>
    public void TakeOff(IEnumerable<ShopLine> refunded)
    {
        foreach (ShopLine line in refunded)
        {
            int at = lines.FindIndex(sold => sold.Id == line.Id && line.Id.Length > 0);
            if (at < 0)
            {
                continue;
            }

            left[at] -= Math.Clamp(Cents.Exact(line.Net), 0, Math.Max(0, left[at]));
            bool byRate = line.Taxes.Count > 0 && taxes.Any(tax => tax.Line == at && tax.RateId.Length > 0);
            foreach (LineTax tax in byRate ? line.Taxes : [new LineTax(string.Empty, line.Tax)])
            {
                TakeTax(at, tax.Amount, rate => !byRate || rate == tax.RateId);
            }
        }
    }

    private void TakeTax(int line, decimal amount, Func<string, bool> isOf)
    {
        decimal rest = amount;
        for (int i = 0; i < taxes.Count && rest > 0; i++)
        {
            if (taxes[i].Line == line && isOf(taxes[i].RateId))
            {
                decimal share = Math.Min(left[lines.Count + i], Cents.Exact(rest));
                left[lines.Count + i] -= share;
                rest -= share;
            }
        }
    }

    private ShopLine Refunded(ShopLine line, int at, decimal[] part)
    {
        List<LineTax> taxed = [.. taxes.Select((tax, i) => (tax, Amount: part[lines.Count + i]))
            .Where(each => each.tax.Line == at && each.Amount != 0)
            .Select(static each => new LineTax(each.tax.RateId, each.Amount))];
        decimal sum = taxed.Sum(static tax => tax.Amount);
        return line with
        {
            Quantity = 0,
            Gross = part[at],
            Net = part[at],
            Tax = sum,
            Taxes = [.. taxed.Where(static tax => tax.RateId.Length > 0)],
            IsTaxed = sum != 0,
        };
    }

    /// <summary>Splits each rate's tax over the lines that carry it; the shop's tax per rate counts where it comes to the order's tax.</summary>
    private decimal[] Taxes(Order order, IReadOnlyList<ShopLine> sold)
    {
        List<(ShopLine Line, LineTax Tax)> told = [.. sold.SelectMany(static line => TaxesOf(line).Select(tax => (line, tax)))];
        string[] rates = [.. told.Select(static each => each.Tax.RateId).Distinct()];
        decimal[] sums = Cents.Split([.. rates.Select(rate => told.Where(each => each.Tax.RateId == rate).Sum(static each => each.Tax.Amount))], order.TotalTax);
        Dictionary<string, decimal> stated = order.Taxes.GroupBy(static tax => tax.RateId)
            .ToDictionary(static group => group.Key, static group => group.Sum(static tax => tax.LineTax + tax.ShippingTax));
        bool agrees = stated.Values.Sum() == order.TotalTax && stated.All(pair => pair.Value == 0 || rates.Contains(pair.Key));
        List<decimal> amounts = [];
        for (int rate = 0; rate < rates.Length; rate++)
        {
            decimal total = agrees ? stated.GetValueOrDefault(rates[rate]) : sums[rate];
            List<(int Line, decimal Tax)> carriers = [.. lines
                .Select((line, i) => (i, TaxesOf(line).Where(tax => tax.RateId == rates[rate]).Sum(static tax => tax.Amount)))
                .Where(static each => each.Item2 > 0)];
            if (total > 0 && carriers.Count > 0)
            {
                taxes.AddRange(carriers.Select(carrier => (carrier.Line, rates[rate])));
                amounts.AddRange(Cents.ByWeight(total, [.. carriers.Select(static carrier => carrier.Tax)]));
            }
        }

        return [.. amounts];
    }

    private static List<LineTax> TaxesOf(ShopLine line)
    {
        List<LineTax> told = [.. line.Taxes.Where(static tax => tax.Amount != 0)];
        bool agrees = told.Count > 0 && Math.Abs(told.Sum(static tax => tax.Amount) - line.Tax) < 0.01m;
        return agrees ? told : line.Tax == 0 ? [] : [new LineTax(string.Empty, line.Tax)];
    }

    private static decimal[] WithoutRebate(decimal[] nets, decimal rebate)
    {
        decimal[] positive = [.. nets.Select(static net => Math.Max(0, net))];
        decimal[] off = rebate > 0 && rebate <= positive.Sum() ? Cents.Part(positive, rebate) : new decimal[nets.Length];
        return [.. nets.Select((net, i) => net - off[i])];
    }
}
