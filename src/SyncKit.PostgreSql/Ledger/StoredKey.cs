using SyncKit.Inbox;
using SyncKit.PostgreSql.Connections;

namespace SyncKit.PostgreSql.Ledger;

/// <summary>A record of a flow as it is stored.</summary>
internal readonly record struct StoredKey(string Flow, string Source, string Kind, string Record) : IComparable<StoredKey>
{
    public static StoredKey Of(string flow, RecordKey record) => new(
        StorableText.Of(flow), ConnectionText.Of(record.Source), StorableText.Of(record.Kind), StorableText.Of(record.Id));

    public int CompareTo(StoredKey other)
    {
        int order = string.CompareOrdinal(Flow, other.Flow);
        order = order != 0 ? order : string.CompareOrdinal(Source, other.Source);
        order = order != 0 ? order : string.CompareOrdinal(Kind, other.Kind);
        return order != 0 ? order : string.CompareOrdinal(Record, other.Record);
    }
}
