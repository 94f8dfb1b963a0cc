using System.Globalization;

namespace SyncKit.Testing.WooCommerce;

/// <summary>Makes refunds out of an order's lines, and keeps all refunds in the order of their making.</summary>
internal sealed class RefundDesk(IdSequence ids)
{
    private readonly SortedDictionary<long, StoreRefund> refunds = [];

    public IEnumerable<StoreRefund> All => refunds.Values;

    public static decimal Remaining(StoreOrder order) => order.Total - order.RefundList.Sum(refund => refund.Amount);

    /// <summary>Makes the refund and hangs it on the order.</summary>
    /// <returns>The refund, or nothing when its amount is negative or more than what is left.</returns>
    public StoreRefund? Make(StoreOrder order, NewRefund wanted, DateTimeOffset now)
    {
        StoreRefund draft = new();
        foreach (RefundedItem item in wanted.Items)
        {
            Take(draft, order, item);
        }

        decimal items = -(draft.LineList.Sum(line => OrderArithmetic.Cents(line.Total) + line.TotalTax)
            + draft.ShippingList.Sum(line => OrderArithmetic.Cents(line.Total) + line.TotalTax)
            + draft.FeeList.Sum(fee => OrderArithmetic.Cents(fee.Total) + fee.TotalTax));
        decimal amount = OrderArithmetic.Cents(wanted.Amount ?? items);
        decimal left = Remaining(order);
        if (amount < 0m || amount > left)
        {
            return null;
        }

        StoreRefund refund = new()
        {
            Id = ids.NextPost(),
            OrderId = order.Id,
            Amount = amount,
            Reason = wanted.Reason,
            CreatedAt = now,
            Full = amount == left,
            TypeMetaId = ids.NextMeta(),
        };
        refund.LineList.AddRange(draft.LineList);
        refund.ShippingList.AddRange(draft.ShippingList);
        refund.FeeList.AddRange(draft.FeeList);
        AddTaxLines(refund, order);
        refund.Tax = -refund.TaxLines.Sum(line => line.TaxTotal + line.ShippingTaxTotal);
        Keep(order, refund);
        return refund;
    }

    public void Keep(StoreOrder order, StoreRefund refund)
    {
        refunds.Add(refund.Id, refund);
        order.RefundList.Insert(0, refund);
    }

    public bool Remove(StoreOrder order, long refundId) =>
        order.RefundList.RemoveAll(refund => refund.Id == refundId) > 0 && refunds.Remove(refundId);

    /// <summary>Takes note of the refunds that hang on a loaded order.</summary>
    public void Load(StoreOrder order)
    {
        foreach (StoreRefund refund in order.RefundList)
        {
            refunds.Add(refund.Id, refund);
        }
    }

    public void RemoveAll(StoreOrder order)
    {
        foreach (StoreRefund refund in order.RefundList)
        {
            refunds.Remove(refund.Id);
        }

        order.RefundList.Clear();
    }

    private void Take(StoreRefund draft, StoreOrder order, RefundedItem item)
    {
        if (order.Lines.FirstOrDefault(line => line.Id == item.ItemId) is { } line)
        {
            draft.LineList.Add(TakeLine(line, item));
        }
        else if (order.ShippingLines.FirstOrDefault(shipping => shipping.Id == item.ItemId) is { } shipping)
        {
            decimal total = item.Total ?? shipping.Total;
            StoreTaxAmount[] taxes = Share(shipping.Taxes, shipping.Total, total, item.Taxes);
            draft.ShippingList.Add(new StoreShippingLine
            {
                Id = ids.NextItem(),
                Title = shipping.Title,
                MethodId = shipping.MethodId,
                Taxable = shipping.Taxable,
                Total = -total,
                Taxes = taxes,
                TotalTax = taxes.Sum(tax => OrderArithmetic.Cents(tax.Total)),
                RefundedItemId = shipping.Id,
                RefundedItemMetaId = ids.NextMeta(),
            });
        }
        else if (order.Fees.FirstOrDefault(fee => fee.Id == item.ItemId) is { } fee)
        {
            decimal total = item.Total ?? fee.Total;
            StoreTaxAmount[] taxes = Share(fee.Taxes, fee.Total, total, item.Taxes);
            draft.FeeList.Add(new StoreFee
            {
                Id = ids.NextItem(),
                Name = fee.Name,
                Taxable = fee.Taxable,
                Total = -total,
                Taxes = taxes,
                TotalTax = taxes.Sum(tax => OrderArithmetic.Cents(tax.Total)),
                RefundedItemId = fee.Id,
                RefundedItemMetaId = ids.NextMeta(),
            });
        }
    }

    private StoreLine TakeLine(StoreLine line, RefundedItem item)
    {
        decimal total = item.Total ?? (line.Quantity == 0 ? line.Total : line.Total * item.Quantity / line.Quantity);
        StoreTaxAmount[] taxes = Share(line.Taxes, line.Total, total, item.Taxes);
        StoreLine refunded = new()
        {
            Id = ids.NextItem(),
            ProductId = line.ProductId,
            VariationId = line.VariationId,
            Name = line.Name,
            Sku = line.Sku,
            ParentName = line.ParentName,
            Quantity = -item.Quantity,
            TaxClass = line.TaxClass,
            Virtual = line.Virtual,
            Subtotal = -total,
            Total = -total,
            Taxes = [.. taxes.Select(tax => tax with { Subtotal = tax.Total })],
            TotalTax = taxes.Sum(tax => OrderArithmetic.Cents(tax.Total)),
            SubtotalTax = taxes.Sum(tax => OrderArithmetic.Cents(tax.Total)),
        };
        refunded.Meta.Add(new StoreMeta("_refunded_item_id", line.Id.ToString(CultureInfo.InvariantCulture)) { Id = ids.NextMeta() });
        return refunded;
    }

    private static StoreTaxAmount[] Share(IReadOnlyList<StoreTaxAmount> taxes, decimal whole, decimal part, IReadOnlyDictionary<long, decimal>? given) =>
        given is not null
            ? [.. given.Select(tax => new StoreTaxAmount(tax.Key, -tax.Value))]
            : [.. taxes.Select(tax => new StoreTaxAmount(tax.RateId, whole == 0m ? 0m : -tax.Total * part / whole))];

    private void AddTaxLines(StoreRefund refund, StoreOrder order)
    {
        foreach (StoreTaxRate rate in order.TaxLines.Select(line => line.Rate))
        {
            StoreTaxAmount[] cart = [.. refund.LineList.SelectMany(line => line.Taxes).Concat(refund.FeeList.SelectMany(fee => fee.Taxes)).Where(tax => tax.RateId == rate.Id)];
            StoreTaxAmount[] shipping = [.. refund.ShippingList.SelectMany(line => line.Taxes).Where(tax => tax.RateId == rate.Id)];
            if (cart.Length + shipping.Length > 0)
            {
                refund.TaxLines.Add(new StoreTaxLine(ids.NextItem(), rate, cart.Sum(tax => OrderArithmetic.Cents(tax.Total)), shipping.Sum(tax => OrderArithmetic.Cents(tax.Total))));
            }
        }
    }
}
