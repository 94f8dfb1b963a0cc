using System.Text.Json;

namespace SyncKit.Notifications.Webhooks;

/// <summary>The body of a signed notification. Pure: the same message is the same bytes in every attempt.</summary>
internal static class NotificationJson
{
    public const string Type = "synckit.notification";

    /// <summary>How many groups a body lists; it says how many more there are.</summary>
    public const int MostGroups = 200;

    public static byte[] Write(NotificationMessage message)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            json.WriteString("type", Type);
            json.WriteString("timestamp", message.At);
            json.WriteStartObject("data");
            json.WriteString("id", message.Id);
            json.WriteString("tenant", message.Tenant.Value);
            json.WriteString("title", message.Title);
            json.WriteString("text", message.Text);
            json.WriteStartArray("groups");
            foreach (NotificationGroup group in message.Groups.Take(MostGroups))
            {
                Write(json, group);
            }

            json.WriteEndArray();
            json.WriteNumber("omitted", Math.Max(0, message.Groups.Count - MostGroups));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return body.ToArray();
    }

    /// <summary>A kind's name, which stays.</summary>
    public static string NameOf(NotificationKind kind) => kind switch
    {
        NotificationKind.NeedsReconnect => "needs-reconnect",
        NotificationKind.LanePaused => "lane-paused",
        NotificationKind.DeadLetters => "dead-letters",
        NotificationKind.RunDiffers => "run-differs",
        NotificationKind.WebhookLoss => "webhook-loss",
        NotificationKind.TokenEdge => "token-edge",
        _ => kind.ToString(),
    };

    private static void Write(Utf8JsonWriter json, NotificationGroup group)
    {
        json.WriteStartObject();
        json.WriteString("kind", NameOf(group.Kind));
        json.WriteString("subject", group.Subject);
        json.WriteString("code", group.Code);
        json.WriteString("message", group.Message);
        json.WriteString("remedy", group.Remedy);
        json.WriteNumber("count", group.Count);
        json.WriteNumber("timesTold", group.TimesTold);
        if (group.Figure is { } figure)
        {
            json.WriteNumber("figure", figure);
        }

        json.WriteString("firstAt", group.FirstAt);
        json.WriteString("lastAt", group.LastAt);
        json.WriteEndObject();
    }
}
