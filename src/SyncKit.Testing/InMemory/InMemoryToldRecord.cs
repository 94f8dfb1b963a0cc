namespace SyncKit.Testing.InMemory;

/// <summary>What deliveries and polls said of one record.</summary>
internal sealed class InMemoryToldRecord
{
    public DateTimeOffset Told { get; set; }

    public DateTimeOffset Found { get; set; }

    public DateTimeOffset FoundAt { get; set; }

    public bool IsOpen { get; set; }

    public DateTimeOffset TouchedAt { get; set; }
}
