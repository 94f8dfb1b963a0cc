using SyncKit.Inbox;

namespace SyncKit.PostgreSql.Ledger;

/// <summary>
/// Records of flows in the form in which they are stored, each once, in one order for everybody: two who lock the same rows never wait for each other in a
/// circle.
/// </summary>
internal sealed class RecordKeys
{
    private readonly Dictionary<StoredKey, int> numbers = [];

    public RecordKeys(IEnumerable<(string Flow, RecordKey Record)> records)
    {
        StoredKey[] keys = [.. records.Select(record => StoredKey.Of(record.Flow, record.Record)).Distinct()];
        Array.Sort(keys);
        for (int i = 0; i < keys.Length; i++)
        {
            numbers.Add(keys[i], i);
        }

        Flows = Column.Each(keys, static key => key.Flow);
        Sources = Column.Each(keys, static key => key.Source);
        Kinds = Column.Each(keys, static key => key.Kind);
        Records = Column.Each(keys, static key => key.Record);
    }

    public int Count => Flows.Length;

    public string[] Flows { get; }

    public string[] Sources { get; }

    public string[] Kinds { get; }

    public string[] Records { get; }

    public int IndexOf(string flow, RecordKey record) => numbers[StoredKey.Of(flow, record)];
}
