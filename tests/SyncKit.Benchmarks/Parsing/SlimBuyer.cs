namespace SyncKit.Benchmarks.Parsing;

/// <summary>Whom a document is made out to.</summary>
internal sealed class SlimBuyer
{
    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public string? Country { get; set; }
}
