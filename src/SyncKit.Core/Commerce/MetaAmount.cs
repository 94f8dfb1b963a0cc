namespace SyncKit.Commerce;

/// <summary>
/// Reads amounts from what plug-ins attached, such as a payment provider's fee or what a gift card paid. A key may go on into the entry's
/// JSON as an <see cref="OrderPath"/> does behind <c>meta.</c>, for example <c>_ppcp_paypal_fees.paypal_fee.value</c>.
/// </summary>
/// <remarks>
/// An amount is a JSON number or a text of one; of an object or a list it is the sum of all amounts in it, however deep. Pure; never throws
/// for what a plug-in wrote: what cannot be read counts as absent.
/// </remarks>
public static class MetaAmount
{
    /// <summary>The amount under the first key that holds one.</summary>
    /// <param name="meta">What plug-ins attached.</param>
    /// <param name="keys">The keys, of which several may stand for the same thing in different plug-ins.</param>
    /// <returns>The amount with its sign; <see langword="null"/> when none of the keys holds one.</returns>
    public static decimal? First(IReadOnlyList<MetaEntry> meta, IEnumerable<string> keys)
    {
        ArgumentNullException.ThrowIfNull(meta);
        ArgumentNullException.ThrowIfNull(keys);
        return keys.Select(key => Under(meta, key)).FirstOrDefault(static amount => amount is not null);
    }

    /// <summary>The sum of the amounts under all keys.</summary>
    /// <param name="meta">What plug-ins attached.</param>
    /// <param name="keys">The keys, each for an amount of its own.</param>
    /// <returns>The sum; <see langword="null"/> when none of the keys holds an amount.</returns>
    /// <exception cref="OverflowException">The sum is beyond what a decimal holds.</exception>
    public static decimal? Sum(IReadOnlyList<MetaEntry> meta, IEnumerable<string> keys)
    {
        ArgumentNullException.ThrowIfNull(meta);
        ArgumentNullException.ThrowIfNull(keys);
        decimal? sum = null;
        foreach (string key in keys.Distinct(StringComparer.Ordinal))
        {
            sum = Under(meta, key) is { } amount ? (sum ?? 0m) + amount : sum;
        }

        return sum;
    }

    /// <summary>A key that is there as it is written comes before one that is a path.</summary>
    private static decimal? Under(IReadOnlyList<MetaEntry> meta, string key)
    {
        if (meta.Any(entry => string.Equals(entry.Key, key, StringComparison.Ordinal)))
        {
            return MetaValue.Amount(meta, [new PathStep(key, 0, key.Length)]);
        }

        return PathText.TryRead(key, out List<PathStep>? steps, out _) ? MetaValue.Amount(meta, steps) : null;
    }
}
