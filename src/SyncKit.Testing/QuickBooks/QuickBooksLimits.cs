namespace SyncKit.Testing.QuickBooks;

/// <summary>The limits on calls per company, counted in sliding windows on the simulator's clock.</summary>
public sealed class QuickBooksLimits
{
    /// <summary>Whether calls over a limit are refused with 429. Rates are measured either way.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enforced { get; set; } = true;

    /// <summary>Requests in any 60 seconds.</summary>
    /// <value>The default is 500.</value>
    public int RequestsPerMinute { get; set; } = 500;

    /// <summary>Requests in any second.</summary>
    /// <value>The default is 10.</value>
    public int RequestsPerSecond { get; set; } = 10;

    /// <summary>Requests being answered at the same time.</summary>
    /// <value>The default is 10.</value>
    public int ConcurrentRequests { get; set; } = 10;

    /// <summary>Batch calls in any 60 seconds.</summary>
    /// <value>The default is 40.</value>
    public int BatchCallsPerMinute { get; set; } = 40;

    /// <summary>Items in one batch; one more is fault 1040.</summary>
    /// <value>The default is 30.</value>
    public int BatchItems { get; set; } = 30;

    /// <summary>Metered reads per calendar month over all companies of the simulator, as in the free partner tier; none when absent.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public int? ReadsPerMonth { get; set; }

    /// <summary>The <c>Retry-After</c> header of a 429, in whole seconds; none when absent, as with QuickBooks.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public TimeSpan? RetryAfterOn429 { get; set; }

    /// <summary>Whether a 429 answers in XML although JSON was asked for, as recorded from QuickBooks.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool ThrottleAsXml { get; set; }
}
