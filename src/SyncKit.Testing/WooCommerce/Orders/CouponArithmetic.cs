namespace SyncKit.Testing.WooCommerce;

/// <summary>Spreads coupons over lines: a percentage of what is left of each line in cents, an amount evenly over the pieces.</summary>
internal static class CouponArithmetic
{
    public static void Apply(StoreOrder order)
    {
        foreach (StoreCoupon coupon in order.Coupons)
        {
            coupon.Discount = coupon.Percent ? TakePercent(order, coupon.Amount) : TakeAmount(order, coupon.Amount);
        }
    }

    public static void ShareDiscountTax(StoreOrder order)
    {
        decimal left = order.Lines.Sum(line => line.SubtotalTax - line.TotalTax);
        decimal discountLeft = order.Coupons.Sum(coupon => coupon.Discount);
        foreach (StoreCoupon coupon in order.Coupons)
        {
            coupon.DiscountTax = discountLeft == 0m ? 0m : OrderArithmetic.Cents(left * coupon.Discount / discountLeft);
            left -= coupon.DiscountTax;
            discountLeft -= coupon.Discount;
        }
    }

    private static decimal TakePercent(StoreOrder order, decimal percent)
    {
        decimal taken = 0m;
        foreach (StoreLine line in Discountable(order))
        {
            decimal discount = Math.Min(OrderArithmetic.Cents(line.Total * percent / 100m), line.Total);
            line.Total -= discount;
            taken += discount;
        }

        return taken;
    }

    private static decimal TakeAmount(StoreOrder order, decimal amount)
    {
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
                line.Total -= discount;
                left -= discount;
            }
        }

        return amount - left;
    }

    private static IEnumerable<StoreLine> Discountable(StoreOrder order) => order.Lines.Where(line => line.UnitPrice is not null && line.Quantity > 0);
}
