using SyncKit.Commerce;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Lists what an order sold: goods, shipping, charges and rebates, gift cards. Pure.</summary>
internal static class SaleLines
{
    public static IReadOnlyList<ShopLine> Of(Order order, QuickBooksSettings settings, ItemReferences items)
    {
        List<ShopLine> lines =
        [
            .. order.Lines.Select(line => OfGoods(line, items.Of(line))),
            .. OfShipping(order, settings, items),
            .. order.Fees.Select(fee => OfFee(fee, settings, items)),
        ];
        decimal missing = lines.Sum(static line => line.Net) + order.TotalTax - order.Total;
        decimal paidByGiftCard = missing == 0 ? 0 : MetaAmount.Sum(order.Meta, settings.GiftCards.MetaKeys) ?? 0;
        if (paidByGiftCard != 0)
        {
            decimal off = -Math.Abs(paidByGiftCard);
            lines.Add(new ShopLine { Name = settings.GiftCards.Item, Item = items.GiftCard, Gross = off, Net = off, StandsAlone = true });
        }

        return lines;
    }

    private static ShopLine OfGoods(OrderLine line, Reference item) => new()
    {
        Id = line.Id,
        Name = line.Name,
        Item = item,
        Quantity = line.Quantity,
        Gross = Math.Max(line.Subtotal, line.Total),
        Net = line.Total,
        Tax = line.TotalTax,
        Taxes = line.Taxes,
        TaxClass = line.TaxClass,
        IsTaxed = line.TotalTax != 0,
    };

    /// <summary>The form has one shipping field, so several charges become one there.</summary>
    private static IEnumerable<ShopLine> OfShipping(Order order, QuickBooksSettings settings, ItemReferences items)
    {
        bool inField = settings.Shipping == ShippingPlace.Field;
        IEnumerable<IReadOnlyList<ShippingLine>> places = inField && order.Shipping.Count > 0 ? new[] { order.Shipping } : order.Shipping.Select(static line => new[] { line });
        foreach (IReadOnlyList<ShippingLine> charges in places)
        {
            string title = string.Join(", ", charges.Select(static line => line.Title).Where(static title => title.Length > 0).Distinct());
            decimal net = charges.Sum(static line => line.Total);
            decimal tax = charges.Sum(static line => line.TotalTax);
            yield return new ShopLine
            {
                Id = charges[0].Id,
                Name = title.Length > 0 ? title : settings.ShippingItem,
                Item = inField ? null : items.Shipping,
                Gross = net,
                Net = net,
                Tax = tax,
                Taxes = [.. charges.SelectMany(static line => line.Taxes)],
                TaxClass = TaxClassOf(charges.SelectMany(static line => line.Taxes), order),
                IsTaxed = tax != 0,
            };
        }
    }

    private static ShopLine OfFee(FeeLine fee, QuickBooksSettings settings, ItemReferences items)
    {
        bool isGiftCard = fee.Total < 0 && settings.GiftCards.FeeNames.Contains(fee.Name.Trim(), StringComparer.OrdinalIgnoreCase);
        return new ShopLine
        {
            Id = fee.Id,
            Name = fee.Name.Length > 0 ? fee.Name : settings.FeeItem,
            Item = isGiftCard ? items.GiftCard : items.OfFee(fee.Name),
            Gross = fee.Total,
            Net = fee.Total,
            Tax = fee.TotalTax,
            Taxes = fee.Taxes,
            TaxClass = fee.TaxClass,
            StandsAlone = isGiftCard,
            IsTaxed = fee.TotalTax != 0,
        };
    }

    /// <summary>A shop does not say which class its shipping is of: that of the goods that are taxed by the same rates.</summary>
    private static string TaxClassOf(IEnumerable<LineTax> taxes, Order order)
    {
        HashSet<string> rates = [.. taxes.Where(static tax => tax.Amount != 0).Select(static tax => tax.RateId)];
        return order.Lines.FirstOrDefault(line => line.Taxes.Any(tax => tax.Amount != 0 && rates.Contains(tax.RateId)))?.TaxClass ?? string.Empty;
    }
}
