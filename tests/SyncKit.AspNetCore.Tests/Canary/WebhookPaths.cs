using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Supabase;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;
using SyncKit.Webhooks;
using SyncKit.WooCommerce;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>How webhooks are arranged and delivered, well and badly.</summary>
internal sealed class WebhookPaths(CanaryWorld world)
{
    private const string Shop = $"{CanaryWorld.Api}/connections/woocommerce/shop";
    private const string Form = "application/x-www-form-urlencoded";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task WalkAsync()
    {
        await world.StepAsync("webhooks are registered in the shop and mended", async () =>
        {
            world.Expect(await world.PostAsync($"{Shop}/webhooks/in-shop/register", $$"""{"publicUrl":"{{world.Host.At("/webhooks")}}"}"""), 200);
            world.Expect(await world.PostAsync($"{Shop}/webhooks/in-shop/repair"), 200);
            world.Expect(await world.GetAsync($"{Shop}/webhooks/in-shop"), 200);
            world.Expect(await world.GetAsync($"{Shop}/webhooks/addresses"), 200);
            world.Expect(await world.GetAsync($"{Shop}/webhooks/health"), 200);
        });
        await world.StepAsync("a delivery is taken in, replayed, forged and malformed", () => DeliverAsync(""));
        await world.StepAsync("the webhook secret is rotated and both are used", async () =>
        {
            world.Expect(await world.PostAsync($"{Shop}/webhooks/rotate-secret"), 204);
            await DeliverAsync(" after the rotation");
        });
        await world.StepAsync("a caller says the webhook secret itself", SayTheSecretAsync);
        await world.StepAsync("books deliver to the app, well and badly", DeliverToAppAsync);
        await world.StepAsync("a Supabase project delivers, well and badly", DeliverFromSupabaseAsync);
    }

    private async Task DeliverAsync(string when)
    {
        Uri address = await AddressAsync(CanaryWorld.Id("woocommerce", "shop"));
        CredentialSet secrets = (await SecretsAsync())!;
        string body = $$"""{"id":123,"status":"processing","note":"{{when}}","date_modified_gmt":"2026-11-30T01:00:00"}""";
        foreach (string name in secrets.Names.Where(static name => name.StartsWith("webhook_secret", StringComparison.Ordinal)))
        {
            string signature = Sign(body, secrets.Find(name)!.Reveal());
            world.Expect(await PostAsync(address, body, signature), 200);
            world.Expect(await PostAsync(address, body, signature), 200);
            world.Expect(await PostAsync(address, body + " ", signature), 401);
            world.Expect(await PostAsync(address, "{" + body, Sign("{" + body, secrets.Find(name)!.Reveal())), 400);
        }

        world.Expect(await world.Client.PostAsync(address, "webhook_id=17", Form), 200);
        world.Expect(await world.Client.PostAsync(address, body, "text/plain"), 415);
        foreach (Testing.WooCommerce.WebhookDelivery delivery in world.Shop.Store.Webhooks.Take())
        {
            string text = Encoding.UTF8.GetString(delivery.Body.Span);
            world.Expect(
                await world.Client.SendAsync(HttpMethod.Post, address, text, headers: delivery.Headers.Select(static header => (header.Key, header.Value))), 200, 401);
        }
    }

    private async Task SayTheSecretAsync()
    {
        Uri address = await AddressAsync(CanaryWorld.Id("woocommerce", "shop"));
        string[] said = [(await SecretsAsync())!.Find(WooCommerceCredentials.WebhookSecret)!.Reveal(), world.Secrets.VerifierToken, world.Secrets.ShopWebhookSecret];
        foreach (string secret in said)
        {
            world.Expect(await PostAsync(address, "{}", secret), 401);
            world.Expect(await PostAsync(address, $$"""{"secret":"{{secret}}"}""", "x"), 401);
            world.Expect(await PostAsync(new Uri($"{address}?secret={Uri.EscapeDataString(secret)}"), "{}", "x"), 401);
            world.Expect(await PostAsync(world.Host.At($"/webhooks/{Uri.EscapeDataString(secret)}"), "{}", "x"), 401, 404);
            world.Expect(await world.Client.PostAsync(address, $"secret={Uri.EscapeDataString(secret)}", Form), 401, 415);
            world.Expect(
                await world.Client.SendAsync(HttpMethod.Post, address, "{}", bearer: secret, headers: [("X-WC-Webhook-Topic", secret), ("X-WC-Webhook-Signature", "x"), ("Cookie", $"s={secret.Replace(';', ' ')}")]),
                401);
        }
    }

    private async Task DeliverToAppAsync()
    {
        Uri address = world.Host.At("/webhooks/app/quickbooks");
        string realm = world.Intuit.Companies[0].RealmId;
        string body = $$"""[{"specversion":"1.0","id":"e1","type":"qbo.salesreceipt.updated.v1","time":"2030-03-17T16:19:17Z","intuitentityid":"150","intuitaccountid":"{{realm}}"}]""";
        foreach (string token in (string[])[world.Secrets.VerifierToken, world.Secrets.PreviousVerifierToken])
        {
            world.Expect(await PostAsync(address, body, Sign(body, token)), 200);
            world.Expect(await PostAsync(address, "{]", Sign("{]", token)), 400);
            world.Expect(await PostAsync(address, body, token), 401);
            world.Expect(await PostAsync(new Uri($"{address}?verifier={token}"), $"[\"{token}\"]", null), 401);
        }

        world.Expect(await PostAsync(address, body, Sign(body, world.Intuit.ClientSecret)), 401);
    }

    private async Task DeliverFromSupabaseAsync()
    {
        ConnectionId project = CanaryWorld.Id("supabase", "project");
        await world.Host.Services.GetRequiredService<ConnectionSetup>().ConnectAsync(
            project,
            $$"""{"url":"{{world.BadDoor.Address}}"}""",
            CredentialSet.Of((SupabaseCredentials.ApiKey, world.Secrets.SupabaseKey), (SupabaseCredentials.WebhookSecret, world.Secrets.SupabaseWebhookSecret)),
            Cancel);
        Uri address = await AddressAsync(project);
        const string body = """{"type":"INSERT","schema":"public","table":"orders","record":{"id":1},"old_record":null}""";
        string secret = world.Secrets.SupabaseWebhookSecret;
        world.Expect(await SendAsync(body, secret), 200);
        world.Expect(await SendAsync("{]", secret), 400);
        world.Expect(await SendAsync(body.Replace("INSERT", secret, StringComparison.Ordinal), "wrong"), 401);
        world.Expect(await SendAsync(body.Replace("orders", secret, StringComparison.Ordinal), secret), 200, 400);
        world.Expect(await SendAsync(body, world.Secrets.SupabaseKey), 401);
        foreach (Func<Seen, Reply> reply in (Func<Seen, Reply>[])[static seen => Reply.Json(seen), static seen => Reply.Html(seen), static seen => Reply.Json(seen, 200), Reply.Redirect])
        {
            world.BadDoor.Answer = reply;
            world.Expect(await world.PostAsync($"{CanaryWorld.Api}/connections/supabase/project/check"), 200, 409, 503);
        }

        Task<Answered> SendAsync(string text, string header) =>
            world.Client.SendAsync(HttpMethod.Post, address, text, headers: [(SupabaseCredentials.WebhookSecretHeader, header)]);
    }

    private async Task<Uri> AddressAsync(ConnectionId connection)
    {
        WebhookEndpoints endpoints = world.Host.Services.GetRequiredService<WebhookEndpoints>();
        WebhookEndpoint? known = (await endpoints.ListAsync(connection.Tenant, Cancel)).FirstOrDefault(endpoint => endpoint.Connection == connection);
        known ??= await endpoints.CreateAsync(connection, cancellationToken: Cancel);
        return world.Host.At($"/webhooks/{known.Id}");
    }

    private async Task<CredentialSet?> SecretsAsync() =>
        (await world.Host.Services.GetRequiredService<ICredentialStore>().FindAsync(CanaryWorld.Id("woocommerce", "shop"), "sign a delivery", Cancel))?.Secrets;

    private Task<Answered> PostAsync(Uri address, string body, string? signature) => world.Client.SendAsync(
        HttpMethod.Post,
        address,
        body,
        headers: [("X-WC-Webhook-Topic", "order.updated"), .. signature is null ? Array.Empty<(string, string)>() : [("X-WC-Webhook-Signature", signature), ("intuit-signature", signature)]]);

    private static string Sign(string body, string secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));
}
