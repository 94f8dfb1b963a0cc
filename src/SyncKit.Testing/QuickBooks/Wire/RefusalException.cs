namespace SyncKit.Testing.QuickBooks.Wire;

/// <summary>A call that QuickBooks answers with a fault instead of a result.</summary>
internal sealed class RefusalException(int status, string type, IReadOnlyList<FaultError> errors, bool fromGateway = false) : Exception
{
    public int Status => status;

    public string Type => type;

    public IReadOnlyList<FaultError> Errors => errors;

    /// <summary>Whether the gateway speaks, whose faults are written in lower case.</summary>
    public bool FromGateway => fromGateway;

    public override string Message => string.Join("; ", errors.Select(error => $"{error.Code} {error.Detail}"));
}
