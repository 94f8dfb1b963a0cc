using System.Text;
using System.Text.Json;
using SyncKit.Faults;

namespace SyncKit.Supabase.Source;

/// <summary>
/// How far a table was read, by (<c>updated_at</c>, id). While a pass through it is under way, it goes on exactly where it was; the next pass begins so much
/// earlier than the last one began as a transaction may take, because rows bear the time at which their transaction began and are seen only when it ends.
/// </summary>
/// <param name="UpdatedAt">The time up to which was read, as the server wrote it.</param>
/// <param name="Id">The last row of that time that was read; <see langword="null"/> when none of that time was.</param>
/// <param name="Began">When the pass that is under way began, by the server's clock; <see langword="null"/> between passes.</param>
internal sealed record RowCursor(string UpdatedAt, string? Id, DateTimeOffset? Began)
{
    private const int Version = 1;

    public KeysetMark Mark => new(Id is null ? [UpdatedAt] : [UpdatedAt, Id]);

    /// <summary>Where the next pass begins, once one has read all there was.</summary>
    /// <param name="last">The last row that was read, or where the pass began when there was none.</param>
    /// <param name="began">When the pass began, by the server's clock.</param>
    /// <param name="overlap">How long a transaction may take.</param>
    public static RowCursor Next(RowCursor last, DateTimeOffset began, TimeSpan overlap)
    {
        // The server tells whole seconds.
        DateTimeOffset from = began - overlap - TimeSpan.FromSeconds(1);
        return TimeText.Instant(last.UpdatedAt) is { } reached && reached >= from
            ? new RowCursor(TimeText.Write(from), null, null)
            : last with { Began = null };
    }

    /// <summary>Reads the form that <see cref="Write"/> writes.</summary>
    /// <exception cref="ConnectorException">The text is no cursor of this connector.</exception>
    public static RowCursor? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            if (root.GetProperty("v").GetInt32() != Version)
            {
                throw new FormatException("The cursor is of another version.");
            }

            return new RowCursor(
                root.GetProperty("t").GetString() ?? throw new FormatException("The cursor has no time."),
                root.TryGetProperty("id", out JsonElement id) ? id.GetString() : null,
                root.TryGetProperty("began", out JsonElement began) ? began.GetDateTimeOffset() : null);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new ConnectorException(
                new Failure(
                    FailureKind.Permanent,
                    "supabase.cursor",
                    "The mark up to which the table was read cannot be read.",
                    "Forget the stream's position; the next run then reads the table from its beginning."),
                exception);
        }
    }

    public string Write()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("v", Version);
            json.WriteString("t", UpdatedAt);
            if (Id is not null)
            {
                json.WriteString("id", Id);
            }

            if (Began is { } began)
            {
                json.WriteString("began", began);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
