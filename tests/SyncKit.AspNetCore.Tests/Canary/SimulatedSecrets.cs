using System.Text.Json;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>Asks the simulators which tokens and keys they ever handed out.</summary>
internal static class SimulatedSecrets
{
    public static async Task HarvestAsync(CanaryWorld world, Func<int> number)
    {
        string file = Path.Combine(world.Aside, "books.json");
        await world.Intuit.SaveAsync(file, TestContext.Current.CancellationToken);
        JsonElement authority = Read(file).GetProperty("Authority");
        foreach (JsonElement grant in authority.GetProperty("Grants").EnumerateArray())
        {
            world.Finder.Add($"refresh token {number()}", grant.GetProperty("RefreshToken").GetString()!);
            AddNames(world, grant.GetProperty("Replaced"), "replaced refresh token", number);
            AddNames(world, grant.GetProperty("AccessTokens"), "access token", number);
        }

        foreach (JsonElement code in authority.GetProperty("Codes").EnumerateArray())
        {
            world.Finder.Add($"authorisation code {number()}", code.GetProperty("Code").GetString()!);
        }

        file = Path.Combine(world.Aside, "shop.json");
        await world.Shop.SaveAsync(file, TestContext.Current.CancellationToken);
        JsonElement keys = Read(file).GetProperty("Keys");
        world.Finder.Add($"webhook secret of the shop {number()}", keys.GetProperty("WebhookSecret").GetString()!);
        foreach (JsonElement key in keys.GetProperty("Valid").EnumerateArray().Append(keys.GetProperty("First")))
        {
            world.Finder.Add($"consumer key {number()}", key.GetProperty("ConsumerKey").GetString()!);
            world.Finder.Add($"consumer secret {number()}", key.GetProperty("ConsumerSecret").GetString()!);
        }
    }

    private static void AddNames(CanaryWorld world, JsonElement dictionary, string name, Func<int> number)
    {
        foreach (JsonProperty property in dictionary.EnumerateObject())
        {
            world.Finder.Add($"{name} {number()}", property.Name);
        }
    }

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.Clone();
}
