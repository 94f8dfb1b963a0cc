namespace SyncKit.Testing.WooCommerce;

/// <summary>Adds an order up as WooCommerce does with tax rounded per line: unrounded line amounts, taxes rounded per line and rate, a header of rounded amounts.</summary>
internal static class OrderArithmetic
{
    public static decimal Cents(decimal value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);

    public static void AddUp(StoreOrder order, Func<long> nextItemId)
    {
        foreach (StoreLine line in order.Lines)
        {
            if (line.UnitPrice is { } price)
            {
                line.Subtotal = price * line.Quantity;
                line.Total = line.Subtotal;
            }
        }

        IReadOnlyList<StoreTaxRate> rates = order.TaxRates ?? TaxTable.For(order);
        CouponArithmetic.Apply(order, (line, amount) => Taxes(amount, rates, rate => rate.TaxClass == line.TaxClass).Sum(tax => tax.Total));
        foreach (StoreLine line in order.Lines)
        {
            line.Taxes = LineTaxes(line, rates);
            line.TotalTax = line.Taxes.Sum(tax => Cents(tax.Total));
            line.SubtotalTax = line.Taxes.Sum(tax => Cents(tax.Subtotal ?? 0m));
        }

        foreach (StoreShippingLine shipping in order.ShippingLines)
        {
            shipping.Taxes = shipping.Taxable ? Taxes(shipping.Total, rates, rate => rate.OnShipping && rate.TaxClass.Length == 0) : [];
            shipping.TotalTax = shipping.Taxes.Sum(tax => Cents(tax.Total));
        }

        foreach (StoreFee fee in order.Fees)
        {
            fee.Taxes = Taxes(fee.Taxable ? fee.Total : 0m, rates, rate => rate.TaxClass.Length == 0);
            fee.TotalTax = fee.Taxes.Sum(tax => Cents(tax.Total));
        }

        SumHeader(order);
        SumTaxLines(order, rates, nextItemId);
    }

    private static List<StoreTaxAmount> LineTaxes(StoreLine line, IReadOnlyList<StoreTaxRate> rates)
    {
        List<StoreTaxAmount> after = Taxes(line.Total, rates, rate => rate.TaxClass == line.TaxClass);
        List<StoreTaxAmount> before = Taxes(line.Subtotal, rates, rate => rate.TaxClass == line.TaxClass);
        for (int i = 0; i < after.Count; i++)
        {
            after[i] = after[i] with { Subtotal = before[i].Total };
        }

        return after;
    }

    private static List<StoreTaxAmount> Taxes(decimal amount, IReadOnlyList<StoreTaxRate> rates, Func<StoreTaxRate, bool> applies)
    {
        List<StoreTaxAmount> taxes = [];
        decimal taxed = amount;
        foreach (StoreTaxRate rate in rates.Where(applies))
        {
            decimal tax = (rate.Compound ? taxed : amount) * rate.Percent / 100m;
            taxed += tax;
            taxes.Add(new StoreTaxAmount(rate.Id, tax));
        }

        return taxes;
    }

    private static void SumHeader(StoreOrder order)
    {
        order.ShippingTotal = order.ShippingLines.Sum(line => Cents(line.Total));
        order.ShippingTax = order.ShippingLines.Sum(line => line.TotalTax);
        order.CartTax = order.Lines.Sum(line => line.TotalTax) + order.Fees.Sum(fee => fee.TotalTax);
        order.TotalTax = order.CartTax + order.ShippingTax;
        order.DiscountTotal = order.Lines.Sum(line => Cents(line.Subtotal) - Cents(line.Total));
        order.DiscountTax = order.Lines.Sum(line => line.SubtotalTax - line.TotalTax);
        order.Total = order.Lines.Sum(line => Cents(line.Total)) + order.Fees.Sum(fee => Cents(fee.Total)) + order.ShippingTotal + order.TotalTax;
    }

    private static void SumTaxLines(StoreOrder order, IReadOnlyList<StoreTaxRate> rates, Func<long> nextItemId)
    {
        Dictionary<long, long> ids = order.TaxLines.ToDictionary(line => line.Rate.Id, line => line.Id);
        order.TaxLines.Clear();
        foreach (StoreTaxRate rate in rates)
        {
            StoreTaxAmount[] cart = [.. order.Lines.SelectMany(line => line.Taxes).Concat(order.Fees.SelectMany(fee => fee.Taxes)).Where(tax => tax.RateId == rate.Id)];
            StoreTaxAmount[] shipping = [.. order.ShippingLines.SelectMany(line => line.Taxes).Where(tax => tax.RateId == rate.Id)];
            if (cart.Length + shipping.Length > 0)
            {
                long id = ids.TryGetValue(rate.Id, out long known) ? known : nextItemId();
                order.TaxLines.Add(new StoreTaxLine(id, rate, cart.Sum(tax => Cents(tax.Total)), shipping.Sum(tax => Cents(tax.Total))));
            }
        }
    }
}
