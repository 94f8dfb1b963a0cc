namespace SyncKit.QuickBooks.Posting;

/// <summary>Splits amounts to the cent by largest remainder; of equal remainders the first wins.</summary>
internal static class Apportionment
{
    /// <summary>Each amount brought to the cent below or above it, such that they come to a total.</summary>
    /// <param name="amounts">The exact amounts.</param>
    /// <param name="total">Whole cents, between the sums of the amounts brought down and brought up.</param>
    public static decimal[] ToCents(IReadOnlyList<decimal> amounts, decimal total)
    {
        decimal[] cents = [.. amounts.Select(Cent.Floor)];
        int[] order = [.. Enumerable.Range(0, cents.Length).OrderByDescending(i => amounts[i] - cents[i])];
        int missing = (int)((total - cents.Sum()) / Cent.One);
        for (int i = 0; i < missing; i++)
        {
            cents[order[i % order.Length]] += Cent.One;
        }

        // A quotient of more digits than a decimal holds may have been rounded up to a whole cent.
        foreach (int i in order.Reverse().Where(i => cents[i] > 0).Take(-missing))
        {
            cents[i] -= Cent.One;
        }

        return cents;
    }

    /// <summary>A total split in proportion to weights. A weight below zero gets itself, rounded, and the others share the rest.</summary>
    /// <param name="total">Whole cents, not below zero.</param>
    /// <param name="weights">At least one is above zero, or the total is 0.</param>
    public static decimal[] Share(decimal total, IReadOnlyList<decimal> weights)
    {
        decimal[] fixedShares = [.. weights.Select(static weight => weight < 0 ? Cent.Round(weight) : 0.00m)];
        decimal rest = total - fixedShares.Sum();
        decimal sum = weights.Where(static weight => weight > 0).Sum();
        if (sum == 0)
        {
            return new decimal[weights.Count];
        }

        decimal[] exact = [.. weights.Select(weight => weight <= 0 ? 0 : sum == rest ? weight : rest * weight / sum)];
        decimal[] shares = ToCents(exact, rest);
        return [.. shares.Select((share, i) => share + fixedShares[i])];
    }

    /// <summary>Takes an amount off several others in proportion; none falls below zero.</summary>
    /// <param name="amounts">Whole cents. Those below zero stay as they are, the others come to at least <paramref name="off"/>.</param>
    /// <param name="off">Whole cents, not below zero.</param>
    public static decimal[] TakeOff(IReadOnlyList<decimal> amounts, decimal off)
    {
        decimal sum = amounts.Where(static amount => amount > 0).Sum();
        if (off == 0 || sum == 0)
        {
            return [.. amounts];
        }

        decimal[] shares = ToCents([.. amounts.Select(amount => amount <= 0 ? 0 : off * amount / sum)], off);
        return [.. amounts.Select((amount, i) => amount - shares[i])];
    }
}
