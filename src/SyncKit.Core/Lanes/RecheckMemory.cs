using System.Collections.Concurrent;
using SyncKit.Inbox;
using SyncKit.Ledger;

namespace SyncKit.Lanes;

/// <summary>Remembers which dead letters this host tries again by itself, so that one whose cause persists is not announced as a new one.</summary>
internal sealed class RecheckMemory
{
    private readonly ConcurrentDictionary<(string Flow, RecordKey Record), string> codes = new();

    public void Note(LedgerRecord dead) => codes[(dead.Flow, dead.Record)] = dead.Code;

    /// <summary>Whether a dead letter is news. Each is asked for once.</summary>
    public bool IsNews(LedgerRecord outcome) =>
        codes.IsEmpty
        || !codes.TryRemove((outcome.Flow, outcome.Record), out string? before)
        || !string.Equals(before, outcome.Code, StringComparison.Ordinal);
}
