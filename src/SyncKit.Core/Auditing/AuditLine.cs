using System.Buffers;
using System.Globalization;
using System.Text.Json;
using SyncKit.Connections;

namespace SyncKit.Auditing;

/// <summary>An exported trail's lines: one JSON object for each entry, and one for the head at the end.</summary>
internal static class AuditLine
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static void Write(Utf8JsonWriter json, AuditRecord record)
    {
        json.WriteStartObject();
        json.WriteNumber("sequence", record.Sequence);
        json.WriteString("tenant", record.Entry.Tenant.Value);
        json.WriteString("at", record.Entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("action", record.Entry.Action);
        json.WriteString("subject", record.Entry.Subject);
        json.WriteString("reason", record.Entry.Reason);
        json.WriteString("actor", record.Entry.Actor);
        json.WriteString("hash", record.Hash.IsNone ? null : record.Hash.ToString());
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, TenantId tenant, AuditHead head)
    {
        json.WriteStartObject();
        json.WriteString("head", head.Mark.ToString());
        json.WriteString("tenant", tenant.Value);
        json.WriteNumber("unchained", head.Unchained);
        json.WriteEndObject();
    }

    /// <returns>The tenant, and either an entry or the head; <see langword="null"/> when it is neither, or holds more than that.</returns>
    public static (TenantId Tenant, AuditRecord? Record, AuditHead? Head)? Read(ReadOnlySequence<byte> line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, Strict);
            JsonElement root = document.RootElement;
            TenantId tenant = new(Text(root, "tenant"));
            if (root.TryGetProperty("head", out JsonElement head))
            {
                return root.GetPropertyCount() == 3
                    ? (tenant, null, new AuditHead(AuditMark.Parse(head.GetString()!), root.GetProperty("unchained").GetInt64()))
                    : null;
            }

            string? hash = root.GetProperty("hash").GetString();
            AuditHash chained = default;
            if (root.GetPropertyCount() != 8 || (hash is not null && !AuditHash.TryParse(hash, out chained)))
            {
                return null;
            }

            DateTimeOffset at = DateTimeOffset.ParseExact(Text(root, "at"), "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            AuditEntry entry = new(tenant, at, Text(root, "action"), Text(root, "subject"), Text(root, "reason"), Text(root, "actor"));
            return (tenant, new AuditRecord(root.GetProperty("sequence").GetInt64(), entry, chained), null);
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static string Text(JsonElement root, string name) =>
        root.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");
}
