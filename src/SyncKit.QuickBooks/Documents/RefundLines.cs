using SyncKit.Commerce;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Documents;

/// <summary>
/// Lists what each refund of an order gives back. A refund that names only an amount is prorated over what earlier ones have left of the order's lines and their
/// taxes, so that all refunds together never exceed a line or a tax. Pure.
/// </summary>
internal static class RefundLines
{
    public static IReadOnlyList<RefundShare> Of(Order order, QuickBooksSettings settings, ItemReferences items)
    {
        List<Refund> refunds = [.. order.Refunds.Where(static refund => refund.Amount > 0)];
        if (refunds.Count == 0)
        {
            return [];
        }

        Unrefunded left = new(order, SaleLines.Of(order, settings, items));
        return [.. refunds.Select(refund => IsAmountOnly(refund) ? Prorated(refund, left, settings, items) : Itemised(refund, order, left, settings, items))];
    }

    private static bool IsAmountOnly(Refund refund) =>
        refund.TotalTax == 0 && refund.Lines.Concat(refund.Charges).All(static line => line.Total == 0 && line.TotalTax == 0);

    private static RefundShare Prorated(Refund refund, Unrefunded left, QuickBooksSettings settings, ItemReferences items)
    {
        IReadOnlyList<ShopLine> lines = left.Take(refund.Amount);
        decimal tax = lines.Sum(static line => line.Tax);
        decimal rest = refund.Amount - tax - lines.Sum(static line => line.Net);
        return new RefundShare(refund, rest == 0 ? lines : [.. lines, Rest(refund, rest, false, settings, items)], tax);
    }

    /// <summary>The lines that the shop names. Whatever the refund's amount has over them stands on a line of its own; what it lacks is a rebate on them.</summary>
    private static RefundShare Itemised(Refund refund, Order order, Unrefunded left, QuickBooksSettings settings, ItemReferences items)
    {
        List<ShopLine> lines =
        [
            .. refund.Lines.Where(IsSomething).Select(line => OfLine(line, items.Refunded(line), order)),
            .. refund.Charges.Where(IsSomething).Select(charge => OfCharge(charge, order, settings, items)),
        ];
        left.TakeOff(lines);
        decimal rest = refund.Amount - refund.TotalTax - lines.Sum(static line => line.Net);
        if (rest != 0 || lines.Count == 0)
        {
            lines.Add(Rest(refund, rest, refund.TotalTax != 0 && !lines.Exists(static line => line.IsTaxed), settings, items));
        }

        return new RefundShare(refund, lines, refund.TotalTax);
    }

    private static bool IsSomething(RefundLine line) => line.Total != 0 || line.TotalTax != 0;

    private static ShopLine OfLine(RefundLine line, Reference item, Order order) => Plain(line, item) with
    {
        Quantity = line.Quantity,
        TaxClass = order.Lines.FirstOrDefault(original => original.Id == line.OriginalLineId)?.TaxClass ?? string.Empty,
    };

    private static ShopLine OfCharge(RefundLine charge, Order order, QuickBooksSettings settings, ItemReferences items)
    {
        bool isShipping = order.Shipping.Any(original => original.Id == charge.OriginalLineId);
        FeeLine? fee = order.Fees.FirstOrDefault(original => original.Id == charge.OriginalLineId);
        Reference? item = !isShipping ? items.OfFee(fee?.Name ?? charge.Name) : settings.Shipping == ShippingPlace.Field ? null : items.Shipping;
        return Plain(charge, item) with { TaxClass = fee?.TaxClass ?? string.Empty };
    }

    private static ShopLine Plain(RefundLine line, Reference? item) => new()
    {
        Id = line.OriginalLineId ?? string.Empty,
        Name = line.Name,
        Item = item,
        Gross = line.Total,
        Net = line.Total,
        Tax = line.TotalTax,
        Taxes = line.Taxes,
        IsTaxed = line.TotalTax != 0,
    };

    private static ShopLine Rest(Refund refund, decimal amount, bool isTaxed, QuickBooksSettings settings, ItemReferences items) => new()
    {
        Name = refund.Reason.Length > 0 ? refund.Reason : settings.RefundItem,
        Item = items.Refund,
        Gross = amount,
        Net = amount,
        IsTaxed = isTaxed,
    };
}
