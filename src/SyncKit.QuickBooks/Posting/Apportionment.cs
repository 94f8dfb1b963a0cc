namespace SyncKit.QuickBooks.Posting;

/// <summary>Splits amounts into whole units, cents for most currencies, by largest remainder; of equal remainders the first wins.</summary>
internal static class Apportionment
{
    /// <summary>Each amount brought to the unit below or above it, such that they come to a total.</summary>
    /// <param name="amounts">The exact amounts.</param>
    /// <param name="total">Whole units, between the sums of the amounts brought down and brought up.</param>
    /// <param name="unit">The smallest amount.</param>
    public static decimal[] Whole(IReadOnlyList<decimal> amounts, decimal total, decimal unit)
    {
        decimal[] whole = [.. amounts.Select(amount => Floor(amount, unit))];
        int[] order = [.. Enumerable.Range(0, whole.Length).OrderByDescending(i => amounts[i] - whole[i])];
        int missing = (int)((total - whole.Sum()) / unit);
        for (int i = 0; i < missing; i++)
        {
            whole[order[i % order.Length]] += unit;
        }

        // A quotient of more digits than a decimal holds may have been rounded up to a whole unit.
        foreach (int i in order.Reverse().Where(i => whole[i] > 0).Take(-missing))
        {
            whole[i] -= unit;
        }

        return whole;
    }

    public static decimal Floor(decimal amount, decimal unit) => (decimal.Floor(amount / unit) * unit) + 0.00m;

    /// <summary>A total split in proportion to weights. A weight below zero gets itself, brought down, and the others share the rest.</summary>
    /// <param name="total">Whole units, not below zero.</param>
    /// <param name="weights">At least one is above zero, or the total is 0.</param>
    /// <param name="unit">The smallest amount.</param>
    public static decimal[] Share(decimal total, IReadOnlyList<decimal> weights, decimal unit)
    {
        decimal[] fixedShares = [.. weights.Select(weight => weight < 0 ? Floor(weight, unit) : 0.00m)];
        decimal rest = total - fixedShares.Sum();
        decimal sum = weights.Where(static weight => weight > 0).Sum();
        if (sum == 0)
        {
            return new decimal[weights.Count];
        }

        decimal[] exact = [.. weights.Select(weight => weight <= 0 ? 0 : sum == rest ? weight : rest * weight / sum)];
        decimal[] shares = Whole(exact, rest, unit);
        return [.. shares.Select((share, i) => share + fixedShares[i])];
    }

    /// <summary>Takes an amount off several others in proportion; none falls below zero.</summary>
    /// <param name="amounts">Whole units. Those below zero stay as they are, the others come to at least <paramref name="off"/>.</param>
    /// <param name="off">Whole units, not below zero.</param>
    /// <param name="unit">The smallest amount.</param>
    public static decimal[] TakeOff(IReadOnlyList<decimal> amounts, decimal off, decimal unit)
    {
        decimal sum = amounts.Where(static amount => amount > 0).Sum();
        if (off == 0 || sum == 0)
        {
            return [.. amounts];
        }

        decimal[] shares = Whole([.. amounts.Select(amount => amount <= 0 ? 0 : off * amount / sum)], off, unit);
        return [.. amounts.Select((amount, i) => amount - shares[i])];
    }
}
