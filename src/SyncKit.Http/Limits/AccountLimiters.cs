namespace SyncKit.Http;

/// <summary>
/// The limiters of all accounts on this host, made when first asked for and forgotten when idle, so that memory follows the accounts
/// at work and not the accounts that exist. Register one per host; safe for use by many threads.
/// </summary>
/// <param name="time">The clock of every limiter.</param>
public sealed class AccountLimiters(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestMemory = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private long _lastSweep = time.GetTimestamp();

    /// <summary>Accounts remembered at the moment.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Finds or makes an account's limiter. Ask again for each use instead of keeping it: an idle one is forgotten.</summary>
    /// <param name="account">The account, with its vendor: two vendors' accounts never share a limiter by accident.</param>
    /// <param name="limits">What the vendor allows. The first caller's limits hold until the account is forgotten.</param>
    /// <returns>The account's one limiter on this host.</returns>
    public AccountLimiter For(string account, RateLimits limits)
    {
        ArgumentException.ThrowIfNullOrEmpty(account);
        ArgumentNullException.ThrowIfNull(limits);
        lock (_gate)
        {
            Sweep();
            if (!_entries.TryGetValue(account, out var entry))
            {
                var longest = limits.Windows.Count == 0 ? TimeSpan.Zero : limits.Windows.Max(limits.Stretched);
                entry = new Entry(new AccountLimiter(limits, time), longest > ShortestMemory ? longest : ShortestMemory);
                _entries.Add(account, entry);
            }

            entry.LastAsked = time.GetTimestamp();
            return entry.Limiter;
        }
    }

    /// <summary>Writes down an account's recent usage for its next owner, see <see cref="AccountLimiter.Export()"/>.</summary>
    /// <param name="account">The account.</param>
    /// <returns>A snapshot, or <see langword="null"/> when nothing is remembered.</returns>
    public string? Export(string account)
    {
        ArgumentException.ThrowIfNullOrEmpty(account);
        lock (_gate)
        {
            return _entries.TryGetValue(account, out var entry) ? entry.Limiter.Export() : null;
        }
    }

    /// <summary>Takes over what an account's former owner used, see <see cref="AccountLimiter.Import"/>.</summary>
    /// <param name="account">The account.</param>
    /// <param name="limits">What the vendor allows.</param>
    /// <param name="snapshot">A snapshot from <see cref="Export"/>.</param>
    /// <exception cref="FormatException">The text is not a snapshot.</exception>
    public void Import(string account, RateLimits limits, string snapshot) => For(account, limits).Import(snapshot);

    /// <summary>Refuses everything still waiting.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var entry in _entries.Values)
            {
                entry.Limiter.Dispose();
            }

            _entries.Clear();
        }
    }

    private void Sweep()
    {
        if (time.GetElapsedTime(_lastSweep) < SweepEvery)
        {
            return;
        }

        _lastSweep = time.GetTimestamp();
        foreach (var (account, entry) in _entries)
        {
            if (entry.Limiter.IdleDuration >= entry.Memory && time.GetElapsedTime(entry.LastAsked) >= entry.Memory)
            {
                _entries.Remove(account);
            }
        }
    }

    private sealed class Entry(AccountLimiter limiter, TimeSpan memory)
    {
        public AccountLimiter Limiter => limiter;

        public TimeSpan Memory => memory;

        public long LastAsked { get; set; }
    }
}
