using System.Text;
using SyncKit.Supabase.Rows;

namespace SyncKit.Supabase;

/// <summary>A record as rows: its own, and those of what belongs to it.</summary>
public sealed class SupabaseDocument
{
    internal SupabaseDocument(DocumentRows rows) => Rows = rows;

    internal DocumentRows Rows { get; }

    /// <summary>The rows as they are sent: a JSON object with an array per table, in UTF-8.</summary>
    public ReadOnlyMemory<byte> ToJson() => Rows.ToJson();

    /// <summary>The rows as text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(ToJson().Span);
}
