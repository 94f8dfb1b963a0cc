using System.Text.Json;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>How accounts are connected, well and badly.</summary>
internal sealed class ConnectPaths(CanaryWorld world)
{
    private const string Books = "/connect/quickbooks";
    private const string Store = "/connect/woocommerce";

    private int attempts;

    public async Task WalkAsync()
    {
        await world.StepAsync("a company is connected in the browser", async () =>
        {
            Uri back = (await CanaryWorld.VisitAsync((await BeginAsync(Books, "tenant=acme&name=books")).Location!))!;
            AddCode(back);
            world.Expect(await world.Client.GetAsync(back), 200);
        });
        await world.StepAsync("a callback comes again, forged, and refused", async () =>
        {
            Answered start = await BeginAsync(Books, "tenant=acme&name=books");
            Uri back = (await CanaryWorld.VisitAsync(start.Location!))!;
            AddCode(back);
            world.Expect(await world.GetAsync($"{Books}/callback?code={Query(back, "code")}&realmId=1&state={world.Secrets.Make("state that is forged")}"), 400);
            world.Expect(await world.GetAsync($"{Books}/callback?error=access_denied&error_description={Query(back, "code")}&state={start.Query("state")}"), 400);
            world.Expect(await world.Client.GetAsync(back), 400);
        });
        await world.StepAsync("a token endpoint that repeats the code and the app's secret", async () =>
        {
            foreach (Func<Seen, Reply> reply in (Func<Seen, Reply>[])[static seen => Reply.OAuth(seen, "invalid_grant"), static seen => Reply.OAuth(seen, "invalid_client"), Reply.StackTrace, static seen => Reply.Html(seen, 200), Reply.Redirect])
            {
                Answered start = await BeginAsync(Books, "tenant=acme&name=other");
                Uri back = (await CanaryWorld.VisitAsync(start.Location!))!;
                AddCode(back);
                world.BooksDoor.Answer = reply;
                world.Expect(await world.Client.GetAsync(back), 400);
                world.BooksDoor.Answer = static _ => null;
            }
        });
        await world.StepAsync("a store hands its key over", async () =>
        {
            Uri back = (await CanaryWorld.VisitAsync((await BeginAsync(Store, $"tenant=acme&name=shop&scope=read_write&store={Uri.EscapeDataString(world.Shop.StoreUrl.ToString())}")).Location!))!;
            world.Expect(await world.Client.GetAsync(back), 200);
        });
        await world.StepAsync("a forged hand-over, and one that is malformed", async () =>
        {
            string secret = world.Secrets.Make("consumer secret that is handed over falsely", prefix: "cs_");
            string key = world.Secrets.Make("consumer key that is handed over falsely", prefix: "ck_");
            string state = world.Secrets.Make("state of nobody");
            string body = $$"""{"key_id":1,"user_id":"{{state}}","consumer_key":"{{key}}","consumer_secret":"{{secret}}","key_permissions":"read"}""";
            world.Expect(await world.PostAsync($"{Store}/keys", body), 403);
            world.Expect(await world.PostAsync($"{Store}/keys", body[..^9]), 403);
            world.Expect(await world.PostAsync($"{Store}/keys", $"[{body}]"), 403);
            Answered start = await BeginAsync(Store, $"tenant=acme&name=third&store={Uri.EscapeDataString(world.BadDoor.Address.ToString())}");
            world.BadDoor.Answer = static seen => Reply.Json(seen);
            world.Expect(await world.PostAsync($"{Store}/keys", body.Replace(state, start.Query("user_id"), StringComparison.Ordinal)), 200);
            world.Expect(await world.GetAsync($"{Store}/callback?success=1&user_id={start.Query("user_id")}"), 400);
        });
        await world.StepAsync("keys are set by hand", async () =>
        {
            StoreKey key = world.Shop.AddKey(KeyAccess.ReadWrite);
            world.Expect(await AddAsync("by-hand", world.Shop.StoreUrl, key.ConsumerKey, key.ConsumerSecret), 201);
            world.Expect(await world.PutAsync($"{CanaryWorld.Api}/connections/woocommerce/by-hand/credentials", Credentials(key.ConsumerKey, key.ConsumerSecret)), 200);
            string wrong = world.Secrets.Make("consumer secret that is wrong", prefix: "cs_");
            world.Expect(await AddAsync("wrong", world.Shop.StoreUrl, key.ConsumerKey, wrong), 422);
            world.Expect(await world.PutAsync($"{CanaryWorld.Api}/connections/woocommerce/by-hand/credentials", Credentials(key.ConsumerKey, wrong)), 422);
        });
        await world.StepAsync("a store that repeats what it was told, is down, or sends elsewhere", async () =>
        {
            string key = world.Secrets.Make("consumer key for a bad store", prefix: "ck_");
            string secret = world.Secrets.Make("consumer secret for a bad store", prefix: "cs_");
            int number = 0;
            foreach (Func<Seen, Reply> reply in (Func<Seen, Reply>[])[static seen => Reply.Json(seen), static seen => Reply.Json(seen, 400), static seen => Reply.Json(seen, 200), static seen => Reply.Html(seen), static seen => Reply.Html(seen, 200), Reply.Redirect, Reply.StackTrace])
            {
                world.BadDoor.Answer = reply;
                world.Expect(await AddAsync($"bad-{++number}", world.BadDoor.Address, key, secret), 409, 422, 503);
            }

            world.Expect(await AddAsync("closed", new Uri("http://127.0.0.1:9/"), key, secret), 409, 422, 503);
            world.Expect(await AddAsync("nowhere", new Uri("https://no-such-shop.invalid/"), key, secret), 409, 422, 503);
            world.Expect(await AddAsync("in-address", new Uri($"https://{key}:{secret}@shop.example/"), key, secret), 422);
        });
        await world.StepAsync("a Supabase project that repeats its key", async () =>
        {
            world.BadDoor.Answer = static seen => Reply.Json(seen);
            world.Expect(
                await world.PostAsync(
                    $"{CanaryWorld.Api}/connections",
                    $$"""{"connector":"supabase","name":"data","settings":{"url":"{{world.BadDoor.Address}}"},"credentials":{"api_key":"{{world.Secrets.SupabaseKey}}","webhook_secret":"{{world.Secrets.SupabaseWebhookSecret}}"} }"""),
                422);
        });
    }

    public async Task DisconnectAsync()
    {
        await world.StepAsync("a disconnection that the system refuses, repeating the token", async () =>
        {
            world.BooksDoor.Answer = Reply.StackTrace;
            world.Expect(await world.PostAsync($"{CanaryWorld.Api}/connections/quickbooks/books/disconnect"), 200);
            world.BooksDoor.Answer = static _ => null;
        });
        await world.StepAsync("connected again and disconnected with its revocation", async () =>
        {
            Uri back = (await CanaryWorld.VisitAsync((await BeginAsync(Books, "tenant=acme&name=books")).Location!))!;
            AddCode(back);
            world.Expect(await world.Client.GetAsync(back), 200);
            world.Expect(await world.PostAsync($"{Books}/disconnect", """{"tenant":"acme","name":"books"}"""), 200);
            world.Expect(await world.PostAsync($"{CanaryWorld.Api}/connections/woocommerce/shop/disconnect"), 200);
        });
    }

    private static string Query(Uri address, string name) => System.Web.HttpUtility.ParseQueryString(address.Query)[name]!;

    private static string Credentials(string key, string secret) => $$"""{"credentials":{"consumer_key":"{{key}}","consumer_secret":"{{secret}}"} }""";

    private Task<Answered> AddAsync(string name, Uri store, string key, string secret) => world.PostAsync(
        $"{CanaryWorld.Api}/connections",
        $$"""{"connector":"woocommerce","name":"{{name}}","settings":{"storeUrl":{{JsonSerializer.Serialize(store.OriginalString)}}},{{Credentials(key, secret)[1..]}}""");

    private async Task<Answered> BeginAsync(string prefix, string query)
    {
        Answered start = await world.GetAsync($"{prefix}/start?{query}");
        world.Expect(start, 302);
        world.Finder.Add($"state of attempt {++attempts}", start.Query(prefix == Books ? "state" : "user_id"));
        world.Finder.Add($"session of attempt {attempts}", start.Cookie.Split('=', ';')[1]);
        return start;
    }

    private void AddCode(Uri back) => world.Finder.Add($"code of attempt {attempts}", Query(back, "code"));
}
