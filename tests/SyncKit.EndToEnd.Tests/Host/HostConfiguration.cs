using System.Security.Cryptography;
using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.EndToEnd.Tests.Host;

/// <summary>Writes the host's configuration file for simulators.</summary>
internal static class HostConfiguration
{
    public static JsonObject For(string folder, QuickBooksSimulator books, params ReadOnlySpan<(string Id, WooCommerceSimulator Shop, SimulatedCompany Company)> tenants)
    {
        JsonArray entries = [];
        foreach ((string id, WooCommerceSimulator shop, SimulatedCompany company) in tenants)
        {
            entries.Add(new JsonObject
            {
                ["Id"] = id,
                ["WooCommerce"] = new JsonObject
                {
                    ["StoreUrl"] = shop.StoreUrl.ToString(),
                    ["ConsumerKey"] = shop.ConsumerKey,
                    ["ConsumerSecret"] = shop.ConsumerSecret,
                    ["WebhookSecret"] = shop.WebhookSecret,
                },
                ["QuickBooks"] = new JsonObject { ["RealmId"] = company.RealmId, ["RefreshToken"] = company.RefreshToken },
            });
        }

        return new JsonObject
        {
            ["Storage"] = $"Data Source={Path.Combine(folder, "books.db")}",
            ["Keys"] = new JsonObject { ["Active"] = "k1", ["k1"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) },
            ["QuickBooks"] = new JsonObject
            {
                ["ClientId"] = books.ClientId,
                ["ClientSecret"] = books.ClientSecret,
                ["ApiUrl"] = books.ApiUrl.ToString(),
                ["TokenUrl"] = books.TokenUrl.ToString(),
            },
            ["Tenants"] = entries,
        };
    }

    public static string Write(string folder, JsonObject configuration)
    {
        string file = Path.Combine(folder, "host.json");
        File.WriteAllText(file, configuration.ToJsonString());
        return file;
    }
}
