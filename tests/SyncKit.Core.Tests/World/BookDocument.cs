namespace SyncKit.Core.Tests.World;

/// <summary>What a call to the fake books says about one document or customer.</summary>
internal sealed record BookDocument
{
    public string Target { get; init; } = "0";

    public string Id { get; init; } = string.Empty;

    public string Version { get; init; } = string.Empty;

    public required string Kind { get; init; }

    public string Marker { get; init; } = string.Empty;

    public int Generation { get; init; }

    public decimal Total { get; init; }

    public decimal Tax { get; init; }

    public string Currency { get; init; } = "USD";

    public string Customer { get; init; } = string.Empty;

    /// <summary>What a person wrote into the lines; empty in what the shop's orders say.</summary>
    public string Edit { get; init; } = string.Empty;

    public string Number { get; init; } = string.Empty;

    public DateOnly? Date { get; init; }

    public string Email { get; init; } = string.Empty;

    public bool IsVoided { get; init; }

    public string Fingerprint => FormattableString.Invariant($"{Kind} over {Total}{Edit}");
}
