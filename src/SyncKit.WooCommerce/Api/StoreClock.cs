namespace SyncKit.WooCommerce.Api;

/// <summary>Two clocks at one moment.</summary>
/// <param name="Store">The store's, in whole seconds.</param>
/// <param name="Ours">Ours.</param>
internal readonly record struct StoreClock(DateTimeOffset Store, DateTimeOffset Ours)
{
    /// <summary>Until when, by our clock, a record of this age may still be half-written; <see langword="null"/> when it is at rest.</summary>
    public DateTimeOffset? UnsettledUntil(DateTimeOffset modified, TimeSpan settleWindow)
    {
        TimeSpan left = modified + settleWindow - Store;

        // A date of modification in the future is the store's mistake and no reason to wait for it.
        return left <= TimeSpan.Zero ? null : Ours + (left < settleWindow ? left : settleWindow);
    }
}
