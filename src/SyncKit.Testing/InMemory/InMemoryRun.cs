using SyncKit.Runs;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemoryRun(SyncRun run)
{
    public SyncRun Run { get; set; } = run;

    public DateTimeOffset Turn { get; set; }

    public long Epoch { get; set; }

    public string? Owner { get; set; }

    /// <summary>The default value when it was given back, which tells it from one whose owner went away.</summary>
    public DateTimeOffset LeaseUntil { get; set; }

    public bool IsQuiet { get; set; }

    public SortedDictionary<int, PlannedEntry> Planned { get; } = [];

    public void GiveBack()
    {
        Owner = null;
        LeaseUntil = default;
    }
}
