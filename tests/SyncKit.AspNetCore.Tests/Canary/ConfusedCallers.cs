namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>Callers who put secrets where none belong.</summary>
internal sealed class ConfusedCallers(CanaryWorld world)
{
    private const string Shop = $"{CanaryWorld.Api}/connections/woocommerce/shop";

    public async Task WalkAsync()
    {
        string secret = world.Secrets.Make("secret in the wrong place", prefix: "cs_");
        await world.StepAsync("secrets in JSON that is none", async () =>
        {
            foreach (string body in (string[])[
                $$"""{"credentials":{"consumer_key":"{{secret}}" """,
                $$"""{"credentials":{"consumer_key":{{secret}}} }""",
                $"\"{secret}\"",
                $"[\"{secret}\"]",
                secret,
                $$"""{"credentials":{"consumer_key":["{{secret}}"]} }""",
                $$"""{"credentials":"{{secret}}"}""",
                $$"""{"{{secret}}":1}""",
                $$"""{"credentials":{"a":"b"},"{{secret}}":1}""",
                $$"""{"credentials":{"{{secret}}":1} }""",
                $$"""{"credentials":{"{{secret}}":""} }"""])
            {
                world.Expect(await world.PutAsync($"{Shop}/credentials", body), 400, 422);
            }

            world.Expect(await world.Client.PostAsync(world.Host.At($"{CanaryWorld.Api}/runs"), $"secret={secret}", "application/x-www-form-urlencoded"), 415);
        });
        await world.StepAsync("secrets in fields that are for something else", async () =>
        {
            foreach ((string path, string body) in ((string Path, string Body)[])[
                ("/connections", $$"""{"connector":"{{secret}}","name":"x","settings":{} }"""),
                ("/connections", $$"""{"connector":"woocommerce","name":"{{secret}} {{secret}}","settings":{"storeUrl":"https://shop.example"} }"""),
                ("/connections", $$"""{"connector":"woocommerce","name":"x","settings":{"storeUrl":"{{secret}}"},"credentials":{"consumer_key":"k","consumer_secret":"s"} }"""),
                ("/connections", $$"""{"connector":"woocommerce","name":"x","settings":{"storeUrl":"https://127.0.0.1:9/","consumer_secret":"{{secret}}"},"credentials":{"consumer_key":"k","consumer_secret":"s"} }"""),
                ("/connections", $$"""{"connector":"woocommerce","name":"x","settings":{"storeUrl":"https://127.0.0.1:9/?key={{secret}}"},"credentials":{"consumer_key":"k","consumer_secret":"s"} }"""),
                ("/connections", $$"""{"connector":"quickbooks","name":"x","settings":{"realmId":"{{secret}}"},"credentials":{"refresh_token":"{{secret}}"} }"""),
                ("/runs", $$"""{"flow":"{{secret}}","mode":"full"}"""),
                ("/runs", $$"""{"flow":"{{CanaryWorld.Flow}}","mode":"{{secret}}"}"""),
                ("/runs", $$"""{"source":"{{secret}}","recordKind":"order"}"""),
                ("/runs", $$"""{"source":"woocommerce/{{secret}}","recordKind":"order"}"""),
                ("/runs", $$"""{"flow":"{{CanaryWorld.Flow}}","mode":"window","from":"{{secret}}"}"""),
                ("/schedules/preview", $$"""{"source":"woocommerce/shop","recordKind":"order","cron":"{{secret}}"}"""),
                ("/schedules/preview", $$"""{"source":"woocommerce/shop","recordKind":"order","cron":"0 3 * * *","timeZone":"{{secret}}"}"""),
                ("/schedules/preview", $$"""{"source":"woocommerce/shop","recordKind":"order","cron":"0 3 * * *","quietHours":[{"from":"{{secret}}","to":"18:00"}]}"""),
                ($"/flows/{CanaryWorld.Flow}/bindings", $$"""{"source":"{{secret}}","destination":"quickbooks/books"}"""),
                ($"/flows/{CanaryWorld.Flow}/bindings", $$"""{"source":"woocommerce/{{secret}}","destination":"quickbooks/books"}"""),
                ("/dead-letters/retry", $$"""{"flow":"{{secret}}","all":true}"""),
                ("/dead-letters/dismiss", $$"""{"flow":"{{secret}}","all":true}"""),
                ("/reconciliations", $$"""{"flow":"{{secret}}"}"""),
                ("/connections/woocommerce/shop/webhooks/in-shop/register", $$"""{"publicUrl":"{{secret}}"}""")])
            {
                world.Expect(await world.PostAsync(CanaryWorld.Api + path, body), 400, 404, 409, 422, 503);
            }

            world.Expect(await world.PutAsync($"{Shop}/settings", """{"storeUrl":"https://shop.example"}""", ("If-Match", $"\"{secret}\"")), 400, 412, 428);
            world.Expect(await world.PutAsync($"{Shop}/settings", $$"""{"storeUrl":"{{secret}}"}""", ("If-Match", "*")), 422);
            world.Expect(await world.PutAsync($"{Shop}/settings", $$"""{"storeUrl":"https://shop.example","{{secret}}":"{{secret}}"}""", ("If-Match", "*")), 422);
        });
        await world.StepAsync("secrets in the path and in the query", async () =>
        {
            foreach (string path in (string[])[
                $"{CanaryWorld.Api}/connections/woocommerce/{secret}",
                $"{CanaryWorld.Api}/connections/{secret}/x",
                $"/synckit/tenants/{secret}/connections",
                $"{CanaryWorld.Api}/{secret}",
                $"/{secret}",
                $"{CanaryWorld.Api}/runs/{secret}",
                $"{CanaryWorld.Api}/schedules/{secret}",
                $"{CanaryWorld.Api}/runs?limit={secret}",
                $"{CanaryWorld.Api}/runs?state={secret}",
                $"{CanaryWorld.Api}/runs?after={secret}",
                $"{CanaryWorld.Api}/audit?from={secret}",
                $"{CanaryWorld.Api}/audit?limit={secret}",
                $"{Shop}/webhooks/health?from={secret}",
                $"{CanaryWorld.Api}/dead-letters/record?flow={CanaryWorld.Flow}&source={secret}&kind=order&record=1",
                $"{CanaryWorld.Api}/dead-letters/record?flow={CanaryWorld.Flow}&source=woocommerce/shop&kind=order&record={secret}",
                $"{CanaryWorld.Api}/ledger/record?source=woocommerce/{secret}&kind=order&record=1",
                $"{CanaryWorld.Api}/ledger/document?destination={secret}&kind=SalesReceipt&document=92",
                $"/connect/quickbooks/start?tenant={secret}&name=books",
                $"/connect/quickbooks/start?tenant=acme&name={secret}%20x",
                $"/connect/quickbooks/start?tenant=acme&name=books&return=https://elsewhere.example/{secret}",
                $"/connect/woocommerce/start?tenant=acme&name=new&store={secret}",
                $"/connect/woocommerce/start?tenant=acme&name=new&store=https://u:{secret}@shop.example/",
                $"/connect/woocommerce/start?tenant=acme&name=new&scope={secret}&store=https://shop.example/",
                $"/connect/woocommerce/callback?success={secret}&user_id={secret}"])
            {
                world.Expect(await world.GetAsync(path), 400, 403, 404);
            }

            world.Expect(await world.GetAsync($"{CanaryWorld.Api}/inbox?flow={secret}"), 200);
            world.Expect(await world.GetAsync($"{CanaryWorld.Api}/dead-letters?flow={secret}"), 200);
            world.Expect(await world.DeleteAsync($"{CanaryWorld.Api}/connections/woocommerce/{secret}"), 404);
            world.Expect(await world.DeleteAsync($"{Shop}?force={secret}"), 400);
            world.Expect(await world.DeleteAsync($"{Shop}/webhooks/addresses/{secret}"), 404);
            world.Expect(await world.DeleteAsync($"{CanaryWorld.Api}/flows/{secret}/bindings?source=woocommerce/shop&destination=quickbooks/books"), 404);
        });
        await world.StepAsync("nobody's bearer token, and cookies with secrets", async () =>
        {
            string nobody = world.Secrets.Make("bearer token of nobody");
            world.Expect(await world.Client.SendAsync(HttpMethod.Get, world.Host.At(CanaryWorld.Api), bearer: nobody), 401);
            world.Expect(await world.Client.SendAsync(HttpMethod.Get, world.Host.At("/connect/quickbooks/start?tenant=acme"), bearer: nobody), 401);
            world.Expect(await world.Client.SendAsync(HttpMethod.Get, world.Host.At("/synckit/operator/keys")), 403, 404);
            world.Expect(await world.Client.SendAsync(HttpMethod.Get, world.Host.At(CanaryWorld.Api), headers: [("Cookie", $"session={nobody}"), ("X-Api-Key", nobody)]), 200);
        });
    }
}
