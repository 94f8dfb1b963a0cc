using System.Text.Json;
using SyncKit.QuickBooks.Api;

namespace SyncKit.QuickBooks.Webhooks;

/// <summary>Reads <c>eventNotifications</c>, the form before CloudEvents.</summary>
internal static class OldNotifications
{
    public static QuickBooksReading Read(JsonElement root)
    {
        if (root.Member("eventNotifications").ValueKind != JsonValueKind.Array)
        {
            return QuickBooksReading.Malformed("The delivery has no eventNotifications.");
        }

        List<QuickBooksEvent> events = [];
        int skipped = 0;
        foreach (JsonElement notification in root.Items("eventNotifications"))
        {
            string realm = notification.Text("realmId");
            foreach (JsonElement entity in notification.Member("dataChangeEvent").Items("entities"))
            {
                string name = entity.Text("name");
                string id = entity.Text("id");
                if (!EventParts.Fits(realm, name, id))
                {
                    skipped++;
                    continue;
                }

                events.Add(new QuickBooksEvent
                {
                    EventId = string.Empty,
                    RealmId = realm,
                    Entity = EventParts.Entity(name),
                    EntityId = id,
                    Operation = EventParts.Operation(entity.Text("operation")),
                    Time = EventParts.Moment(entity.Text("lastUpdated")),
                    RemovedId = entity.Text("deletedId"),
                });
            }
        }

        return new QuickBooksReading(events, skipped, null);
    }
}
