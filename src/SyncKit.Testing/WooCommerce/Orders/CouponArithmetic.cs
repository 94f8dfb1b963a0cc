namespace SyncKit.Testing.WooCommerce;

/// <summary>Spreads coupons over lines: a percentage of what is left of each line in cents, an amount evenly over the pieces.</summary>
internal static class CouponArithmetic
{
    /// <summary>Takes every coupon off the lines, in the order of use.</summary>
    /// <param name="order">The order, its lines at their full price.</param>
    /// <param name="taxOf">The tax on a part of a line.</param>
    public static void Apply(StoreOrder order, Func<StoreLine, decimal, decimal> taxOf)
    {
        foreach (StoreCoupon coupon in order.Coupons)
        {
            Dictionary<StoreLine, decimal> taken = coupon.Percent ? TakePercent(order, coupon.Amount) : TakeAmount(order, coupon.Amount);
            coupon.Discount = taken.Values.Sum();

            // Rounded by line and coupon, so it can be a cent off the header's discount_tax, as in a real store.
            coupon.DiscountTax = taken.Sum(part => OrderArithmetic.Cents(taxOf(part.Key, part.Value)));
        }
    }

    private static Dictionary<StoreLine, decimal> TakePercent(StoreOrder order, decimal percent)
    {
        Dictionary<StoreLine, decimal> taken = [];
        foreach (StoreLine line in Discountable(order))
        {
            Take(taken, line, Math.Min(OrderArithmetic.Cents(line.Total * percent / 100m), line.Total));
        }

        return taken;
    }

    private static Dictionary<StoreLine, decimal> TakeAmount(StoreOrder order, decimal amount)
    {
        Dictionary<StoreLine, decimal> taken = [];
        decimal left = amount;
        while (left > 0m)
        {
            StoreLine[] open = [.. Discountable(order).Where(line => line.Total >= 0.01m)];
            int pieces = open.Sum(line => line.Quantity);
            if (pieces == 0)
            {
                break;
            }

            decimal perPiece = Math.Floor(left * 100m / pieces) / 100m;
            foreach (StoreLine line in open)
            {
                decimal wanted = perPiece > 0m ? perPiece * line.Quantity : 0.01m;
                decimal discount = Math.Min(Math.Min(wanted, left), Math.Floor(line.Total * 100m) / 100m);
                Take(taken, line, discount);
                left -= discount;
            }
        }

        return taken;
    }

    private static void Take(Dictionary<StoreLine, decimal> taken, StoreLine line, decimal discount)
    {
        line.Total -= discount;
        taken[line] = taken.GetValueOrDefault(line) + discount;
    }

    private static IEnumerable<StoreLine> Discountable(StoreOrder order) => order.Lines.Where(line => line.UnitPrice is not null && line.Quantity > 0);
}
