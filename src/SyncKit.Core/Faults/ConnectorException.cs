namespace SyncKit.Faults;

/// <summary>A connector could not do what it was asked, for a reason outside the program.</summary>
public sealed class ConnectorException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="failure">What went wrong, without secrets.</param>
    /// <param name="inner">The cause.</param>
    public ConnectorException(Failure failure, Exception? inner = null)
        : base(failure?.Message, inner)
    {
        ArgumentNullException.ThrowIfNull(failure);
        Failure = failure;
    }

    /// <summary>What went wrong, without secrets.</summary>
    public Failure Failure { get; }
}
