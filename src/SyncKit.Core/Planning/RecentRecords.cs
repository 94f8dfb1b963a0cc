using SyncKit.Discovery;
using SyncKit.Inbox;

namespace SyncKit.Planning;

/// <summary>
/// Tells records that a source sends again, as pages overlap, from news. Remembers a bounded number of the latest ones: overlaps are between neighbours.
/// </summary>
internal sealed class RecentRecords
{
    private const int Generation = 5_000;

    private Dictionary<string, (DateTimeOffset ModifiedAt, ContentHash Hash)> young = new(StringComparer.Ordinal);
    private Dictionary<string, (DateTimeOffset ModifiedAt, ContentHash Hash)> old = new(StringComparer.Ordinal);

    public bool IsNews(SourceRecord record)
    {
        (DateTimeOffset, ContentHash) now = (record.ModifiedAt, ContentHash.Of(record.Raw.Span));
        bool known = young.TryGetValue(record.Id, out var last) || old.TryGetValue(record.Id, out last);
        if (young.Count >= Generation)
        {
            (old, young) = (young, new(StringComparer.Ordinal));
        }

        young[record.Id] = now;
        return !known || last != now;
    }
}
