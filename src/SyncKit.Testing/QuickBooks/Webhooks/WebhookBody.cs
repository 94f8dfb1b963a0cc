using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Webhooks;

/// <summary>The body of a delivery in either shape.</summary>
internal static class WebhookBody
{
    /// <summary>An array of CloudEvents. Companies are mixed by time, so a receiver must look at each element.</summary>
    public static byte[] CloudEvents(IEnumerable<RealmChanges> realms)
    {
        IEnumerable<JsonObject> events = realms
            .SelectMany(realm => realm.Changes.Select(change => (realm.RealmId, Change: change)))
            .OrderBy(told => told.Change.Time)
            .Select(told => CloudEvent(told.RealmId, told.Change));
        return Encoding.UTF8.GetBytes(new JsonArray([.. events]).ToJsonString(JsonReading.Relaxed));
    }

    /// <summary>The shape before CloudEvents.</summary>
    public static byte[] Legacy(IEnumerable<RealmChanges> realms)
    {
        JsonArray notifications = [];
        foreach (RealmChanges realm in realms)
        {
            notifications.Add(new JsonObject
            {
                ["realmId"] = realm.RealmId,
                ["dataChangeEvent"] = new JsonObject { ["entities"] = new JsonArray([.. realm.Changes.Select(LegacyEntity)]) },
            });
        }

        return new JsonObject { ["eventNotifications"] = notifications }.Bytes();
    }

    private static JsonObject CloudEvent(string realmId, EntityChange change)
    {
        JsonObject data = [];
        if (change.DeletedId is not null)
        {
            data["deletedid"] = change.DeletedId;
        }

        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{realmId}/{change.Sequence}"));
        return new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = new Guid(hash.AsSpan(0, 16)).ToString(),
            ["source"] = "intuit.dsnBgbseACLLRZNxo2dfc4evmEJdxde58xeeYcZliOU=",
            ["type"] = $"qbo.{change.Entity.ToLowerInvariant()}.{change.Operation}.v1",
            ["datacontenttype"] = "application/json",
            ["time"] = change.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["intuitentityid"] = change.Id,
            ["intuitaccountid"] = realmId,
            ["data"] = data,
        };
    }

    private static JsonObject LegacyEntity(EntityChange change)
    {
        JsonObject entity = new()
        {
            ["name"] = change.Entity,
            ["id"] = change.Id,
            ["operation"] = change.Operation switch { "created" => "Create", "deleted" => "Delete", "merged" => "Merge", "voided" => "Void", _ => "Update" },
            ["lastUpdated"] = change.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        };
        if (change.DeletedId is not null)
        {
            entity["deletedId"] = change.DeletedId;
        }

        return entity;
    }
}
