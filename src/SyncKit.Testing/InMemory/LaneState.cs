namespace SyncKit.Testing.InMemory;

internal sealed class LaneState
{
    public long Epoch { get; set; }

    public string? Owner { get; set; }

    public DateTimeOffset LeaseUntil { get; set; }

    public DateTimeOffset PausedUntil { get; set; }

    public DateTimeOffset LastServed { get; set; }

    public string? Budget { get; set; }
}
