namespace SyncKit.QuickBooks.Posting;

/// <summary>A quantity and the price of one.</summary>
internal readonly record struct QuantityPrice(decimal Quantity, decimal UnitPrice)
{
    private const int PriceDecimals = 6;
    private const int QuantityDecimals = 5;
    private const int Digits = 15;
    private const decimal TooLarge = 10_000_000_000m;

    /// <summary>
    /// The price of one, when quantity times price gives the amount whichever way QuickBooks rounds; it refuses a line in which it does not (fault 6070).
    /// </summary>
    public static QuantityPrice? Of(decimal quantity, decimal amount)
    {
        if (quantity <= 0 || quantity >= TooLarge || amount < 0 || decimal.Round(quantity, QuantityDecimals) != quantity)
        {
            return null;
        }

        decimal price = Cent.Short(decimal.Round(amount / quantity, PriceDecimals));
        decimal count = Cent.Short(quantity);
        return price < TooLarge && Length(price) <= Digits && Length(count) <= Digits && Math.Abs((count * price) - amount) < 0.005m
            ? new QuantityPrice(count, price)
            : null;
    }

    private static int Length(decimal number)
    {
        int digits = number.Scale;
        for (decimal whole = decimal.Truncate(number); whole >= 1; whole = decimal.Truncate(whole / 10))
        {
            digits++;
        }

        return digits;
    }
}
