using System.Buffers;
using SyncKit.Inbox;
using SyncKit.Supabase.Mapping;

namespace SyncKit.Supabase.Rows;

/// <summary>The rows of one record, written into buffers when they are needed: nothing of them is kept as text.</summary>
internal abstract class DocumentRows(Layout layout, RowScope scope)
{
    // Every record is hashed, changed or not: the room for it is kept.
    [ThreadStatic]
    private static RowSink? spare;

    public Layout Layout => layout;

    public RowScope Scope => scope;

    /// <summary>The tables, parents before what belongs to them; the first has one row per record.</summary>
    public abstract IReadOnlyList<TableMap> Tables { get; }

    /// <summary>What tells the record apart from others of its source, in the first table's key.</summary>
    public abstract string OwnId { get; }

    /// <summary>The record's id in its source, by which what belongs to it is found.</summary>
    public abstract string RecordId { get; }

    /// <summary>The document's day; <see langword="null"/> where it has none.</summary>
    public virtual DateOnly? Day => null;

    /// <summary>How the row is named among the tenant's.</summary>
    public string DestinationId => DestinationIds.Of(Tables[0], scope.Source, OwnId);

    /// <summary>How many rows of a table there are at most.</summary>
    public abstract int MostRows(int table);

    /// <summary>Writes the rows of a table in the order of their keys.</summary>
    /// <param name="table">The table's place in <see cref="Tables"/>.</param>
    /// <param name="sink">Takes them.</param>
    /// <param name="contentOnly">Whether what follows from the content is left out.</param>
    public abstract void Write(int table, RowSink sink, bool contentOnly);

    /// <summary>The ids of a table's rows within the record.</summary>
    public virtual IReadOnlyList<string> ChildIds(int table) => [];

    /// <summary>Hashes the content, with the tables and columns that it goes to.</summary>
    public ContentHash Hash()
    {
        RowSink sink = spare ?? new RowSink();
        spare = null;
        sink.Reset();
        for (int table = 0; table < Tables.Count; table++)
        {
            sink.Json.WriteStringValue(Tables[table].UpsertPath);
            Write(table, sink, contentOnly: true);
        }

        ContentHash hash = ContentHash.Of(sink.Close());
        spare = sink;
        return hash;
    }

    /// <summary>All rows by table, in one JSON object.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        ArrayBufferWriter<byte> json = new();
        for (int table = 0; table < Tables.Count; table++)
        {
            using RowSink sink = new();
            Write(table, sink, contentOnly: false);
            json.Write(table == 0 ? "{\""u8 : ",\""u8);
            json.Write(System.Text.Encoding.UTF8.GetBytes(Tables[table].Name));
            json.Write("\":"u8);
            json.Write(sink.Close());
        }

        json.Write("}"u8);
        return json.WrittenMemory;
    }
}
