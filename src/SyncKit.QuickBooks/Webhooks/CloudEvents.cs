using System.Text.Json;
using SyncKit.QuickBooks.Api;

namespace SyncKit.QuickBooks.Webhooks;

/// <summary>Reads the list of CloudEvents that Intuit delivers; each part names its own company.</summary>
internal static class CloudEvents
{
    public static QuickBooksReading Read(JsonElement list)
    {
        List<QuickBooksEvent> events = [];
        int skipped = 0;
        foreach (JsonElement part in list.EnumerateArray())
        {
            if (Event(part) is { } read)
            {
                events.Add(read);
            }
            else
            {
                skipped++;
            }
        }

        return new QuickBooksReading(events, skipped, null);
    }

    private static QuickBooksEvent? Event(JsonElement part)
    {
        // qbo.<entity>.<operation>.v1; whatever else a type says is kept, so that a new one is seen and not lost.
        string[] type = part.Text("type").Split('.');
        string realm = part.Text("intuitaccountid");
        string id = part.Text("intuitentityid");
        string entity = type.Length > 1 ? type[1] : string.Empty;
        return EventParts.Fits(realm, entity, id)
            ? new QuickBooksEvent
            {
                EventId = EventParts.EventId(part.Text("id")),
                RealmId = realm,
                Entity = EventParts.Entity(entity),
                EntityId = id,
                Operation = EventParts.Operation(type.Length > 2 ? type[2] : string.Empty),
                Time = EventParts.Moment(part.Text("time")),
                RemovedId = part.Member("data").Text("deletedid"),
            }
            : null;
    }
}
