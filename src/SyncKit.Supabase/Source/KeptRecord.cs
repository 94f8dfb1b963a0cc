using System.Text.Json;
using SyncKit.Faults;

namespace SyncKit.Supabase.Source;

/// <summary>Opens what was kept of a record. Pure.</summary>
internal static class KeptRecord
{
    /// <summary>The whole, and the record's own row in it.</summary>
    /// <exception cref="RecordFormatException">It is none of this connector.</exception>
    public static (KeptRow Whole, KeptRow Own) Open(ReadOnlyMemory<byte> raw)
    {
        try
        {
            JsonElement whole = JsonElement.Parse(raw.Span);
            if (whole.ValueKind == JsonValueKind.Object && whole.TryGetProperty("record", out JsonElement own) && own.ValueKind == JsonValueKind.Object)
            {
                return (new KeptRow(whole, string.Empty), new KeptRow(own, string.Empty));
            }
        }
        catch (JsonException broken)
        {
            throw new RecordFormatException("record", "is not JSON", broken);
        }

        throw new RecordFormatException("record", "is missing");
    }
}
