using System.Globalization;
using System.Text.Json;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Calls;

/// <summary>What changed since a time: whole entities by kind, by time of change, the deleted ones last.</summary>
internal static class ChangesCall
{
    private const int Most = 1000;
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(30);

    /// <summary>Returns the array that stands under <c>CDCResponse</c>.</summary>
    public static byte[] Run(CompanyBooks books, SimulatedRequest request)
    {
        string since = request.Query.GetValueOrDefault("changedSince").ToString();
        if (!DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset from))
        {
            throw Refuse.InvalidDate("changedSince", since);
        }

        if (books.Now - from > LookBack)
        {
            throw Refuse.Business("changedSince can not be more than 30 days in the past");
        }

        string names = request.Query.GetValueOrDefault("entities").ToString();
        EntityKind[] kinds = [.. names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Kind)];
        if (kinds.Length == 0)
        {
            throw Refuse.Required("entities");
        }

        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = JsonReading.Relaxed.Encoder, SkipValidation = true }))
        {
            writer.WriteStartArray();
            writer.WriteStartObject();
            writer.WriteStartArray("QueryResponse");
            int left = Most;
            foreach (EntityKind kind in kinds)
            {
                int written = WriteKind(writer, books[kind], kind, from, left);
                left -= books.Behaviour.ChangesPerEntity ? 0 : written;
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        return buffer.ToArray();
    }

    private static EntityKind Kind(string name) =>
        EntityKind.Find(name) is { } kind && kind.Family != EntityFamily.ReadOnly && kind != EntityKind.TaxAgency
            ? kind
            : throw Refuse.Unsupported($"cdc for {name}");

    private static int WriteKind(Utf8JsonWriter writer, EntityTable table, EntityKind kind, DateTimeOffset from, int most)
    {
        List<StoredEntity> changed = [.. table.Rows.Where(row => row.LastUpdated >= from).OrderBy(row => row.LastUpdated).Take(most)];
        List<StoredEntity> deleted = [.. table.Deleted.Where(row => row.LastUpdated >= from).Take(most - changed.Count)];
        int count = changed.Count + deleted.Count;
        writer.WriteStartObject();
        if (count > 0)
        {
            writer.WriteStartArray(kind.Name);
            changed.ForEach(row => writer.WriteRawValue(row.Json, skipInputValidation: true));
            deleted.ForEach(row => WriteDeleted(writer, row));
            writer.WriteEndArray();
            writer.WriteNumber("startPosition", 1);
            writer.WriteNumber("maxResults", count);
            writer.WriteNumber("totalCount", count);
        }

        writer.WriteEndObject();
        return count;
    }

    private static void WriteDeleted(Utf8JsonWriter writer, StoredEntity row)
    {
        writer.WriteStartObject();
        writer.WriteString("domain", "QBO");
        writer.WriteString("status", "Deleted");
        writer.WriteString("Id", row.Id);
        writer.WriteStartObject("MetaData");
        writer.WriteString("LastUpdatedTime", PacificTime.Seconds(row.LastUpdated));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
