using System.Globalization;

namespace SyncKit.Testing.WooCommerce;

/// <summary>Completes an order as saving does: ids, product names and prices, dates that follow from the status, and the sums.</summary>
internal sealed class OrderIntake(IdSequence ids, StoreCatalog catalog, Site site)
{
    public void Accept(StoreOrder order, DateTimeOffset now)
    {
        order.Id = ids.NextPost();
        if (order.OrderKey.Length == 0)
        {
            order.OrderKey = ids.NextOrderKey();
        }

        order.CreatedAt = Site.WholeSeconds(order.CreatedAt ?? now);
        order.ModifiedAt = Site.WholeSeconds(order.ModifiedAt ?? now);
        Complete(order, order.CreatedAt.Value);
    }

    public void Complete(StoreOrder order, DateTimeOffset now)
    {
        order.Currency ??= site.Currency;
        if (order.Status is "processing" or "completed")
        {
            order.PaidAt ??= now;
        }

        if (order.Status == "completed")
        {
            order.CompletedAt ??= now;
        }

        order.PaidAt = order.PaidAt is { } paid ? Site.WholeSeconds(paid) : null;
        order.CompletedAt = order.CompletedAt is { } completed ? Site.WholeSeconds(completed) : null;
        foreach (StoreLine line in order.Lines)
        {
            Describe(line);
        }

        GiveIds(order);
        OrderArithmetic.AddUp(order, ids.NextItem);
    }

    /// <summary>Takes sold pieces off managed stock and leaves the trace that WooCommerce leaves on the line.</summary>
    /// <returns>The products that changed.</returns>
    public List<long> ReduceStock(StoreOrder order, DateTimeOffset now)
    {
        List<long> changed = [];
        if (order.Status is not ("processing" or "completed" or "on-hold"))
        {
            return changed;
        }

        foreach (StoreLine line in order.Lines)
        {
            StoreProduct? product = catalog.FindProduct(line.VariationId != 0 ? line.VariationId : line.ProductId);
            if (product?.Stock is { } stock && !line.Meta.Any(entry => entry.Key == "_reduced_stock"))
            {
                product.Stock = stock - line.Quantity;
                product.ModifiedAt = now;
                line.Meta.Add(new StoreMeta("_reduced_stock", line.Quantity.ToString(CultureInfo.InvariantCulture)) { Id = ids.NextMeta() });
                changed.Add(product.Id);
            }
        }

        return changed;
    }

    private void Describe(StoreLine line)
    {
        StoreProduct? product = catalog.FindProduct(line.VariationId != 0 ? line.VariationId : line.ProductId);
        if (product is null || line.Id != 0)
        {
            return;
        }

        StoreProduct? parent = product.ParentId == 0 ? null : catalog.FindProduct(product.ParentId);
        line.ProductId = parent?.Id ?? product.Id;
        line.VariationId = parent is null ? 0 : product.Id;
        line.ParentName ??= parent?.Name;
        line.Sku ??= product.Sku;
        line.Virtual |= product.Virtual;
        if (line.TaxClass.Length == 0)
        {
            line.TaxClass = product.TaxClass;
        }

        if (line.Name.Length == 0)
        {
            line.Name = product.Name;
        }

        if (line.UnitPrice is null && line.Subtotal == 0m && line.Total == 0m)
        {
            line.UnitPrice = product.Price;
        }

        foreach ((string name, string value) in product.Attributes)
        {
            line.Meta.Add(new StoreMeta(name.ToLowerInvariant(), value) { DisplayKey = name });
        }
    }

    private void GiveIds(StoreOrder order)
    {
        foreach (StoreLine line in order.Lines)
        {
            line.Id = line.Id == 0 ? ids.NextItem() : line.Id;
            GiveIds(line.Meta);
        }

        foreach (StoreShippingLine line in order.ShippingLines)
        {
            line.Id = line.Id == 0 ? ids.NextItem() : line.Id;
        }

        foreach (StoreFee fee in order.Fees)
        {
            fee.Id = fee.Id == 0 ? ids.NextItem() : fee.Id;
        }

        foreach (StoreCoupon coupon in order.Coupons)
        {
            coupon.Id = coupon.Id == 0 ? ids.NextItem() : coupon.Id;
            coupon.MetaId = coupon.MetaId == 0 ? ids.NextMeta() : coupon.MetaId;
        }

        GiveIds(order.Meta);
    }

    private void GiveIds(IEnumerable<StoreMeta> entries)
    {
        foreach (StoreMeta entry in entries)
        {
            entry.Id = entry.Id == 0 ? ids.NextMeta() : entry.Id;
        }
    }
}
