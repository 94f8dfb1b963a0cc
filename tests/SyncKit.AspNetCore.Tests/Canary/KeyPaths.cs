using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Runs;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>How keys are changed, and what happens where they do not fit.</summary>
internal sealed class KeyPaths(CanaryWorld world)
{
    private const string Operator = "/synckit/operator";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task WalkAsync()
    {
        await world.StepAsync("keys are rotated", async () =>
        {
            world.Host.SetKey("Keyring:Active", "k2");
            world.Expect(await AskAsync(world.Host, HttpMethod.Post, $"{Operator}/keys/rotate", "{}"), 200);
            world.Expect(await AskAsync(world.Host, HttpMethod.Get, $"{Operator}/keys"), 200);
            world.Expect(await AskAsync(world.Host, HttpMethod.Get, $"{Operator}/tenants"), 200);
            world.Expect(await world.PostAsync($"{CanaryWorld.Api}/connections/woocommerce/shop/check"), 200);
        });
        await world.StepAsync("a ciphertext is swapped", async () =>
        {
            ISealedCredentialStore store = world.Host.Services.GetRequiredService<ISealedCredentialStore>();
            SealedCredentials own = (await store.FindAsync(CanaryWorld.Id("woocommerce", "shop"), Cancel))!;
            SealedCredentials other = (await store.FindAsync(CanaryWorld.Id("woocommerce", "by-hand"), Cancel))!;
            await store.SaveAsync(CanaryWorld.Id("woocommerce", "shop"), other, null, Entry(), Cancel);
            await AskAllAsync(world.Host, "shop");
            await store.SaveAsync(CanaryWorld.Id("woocommerce", "shop"), own, null, Entry(), Cancel);
        });
        await world.StepAsync("a key ring that does not fit", async () =>
        {
            Dictionary<string, string?> keys = new(world.Keys)
            {
                ["Keyring:Keys:k1"] = world.Secrets.MakeKey("encryption key that is wrong"),
                ["Keyring:Keys:k2"] = world.Secrets.MakeKey("second encryption key that is wrong"),
            };
            await using CanaryHost host = await CanaryHost.StartAsync(world, new CanarySettings { Keys = keys });
            await AskAllAsync(host, "shop");
            world.Expect(await AskAsync(host, HttpMethod.Post, $"{Operator}/keys/rotate", "{}"), 200);
            await world.CatchAsync("credentials under another ring", () => host.Services.GetRequiredService<ICredentialStore>().FindAsync(CanaryWorld.Id("woocommerce", "shop"), "try", Cancel));
        });
        await world.StepAsync("a key file that breaks", BreakFileAsync);
        await world.StepAsync("a key service that fails", FailServiceAsync);
        await world.StepAsync("a storage that fails under a call with secrets", async () =>
        {
            string secret = world.Secrets.Make("secret in a call that fails");
            await using CanaryHost host = await CanaryHost.StartAsync(
                world, new CanarySettings { Keys = world.Keys, Services = static services => services.AddSingleton(_ => Broken<IRunStore>.Make()) });
            world.Expect(
                await world.Client.SendAsync(
                    HttpMethod.Post, host.At($"{CanaryWorld.Api}/runs"), $$"""{"flow":"{{CanaryWorld.Flow}}","mode":"single","ids":["{{secret}}"]}""", headers: [("X-Secret", secret)]),
                500);
            world.Expect(await world.Client.GetAsync(host.At($"{CanaryWorld.Api}/runs")), 500);
            world.Expect(await world.Client.SendAsync(HttpMethod.Post, host.At($"/broken?secret={secret}"), secret, headers: [("X-Secret", secret)]), 500);
        });
    }

    private async Task BreakFileAsync()
    {
        string file = Path.Combine(world.Aside, "keys.json");
        string key = world.Secrets.MakeKey("key in a file");
        await WriteAsync($$"""{"active":"f1","keys":{"f1":"{{key}}"} }""");
        CanarySettings settings = new() { File = "file.db", Keys = world.Keys, UseKeys = synckit => synckit.WithCredentialKeyFile(file) };
        await using (CanaryHost host = await CanaryHost.StartAsync(world, settings))
        {
            await ConnectAsync(host, "secret under a key of a file");
            await WriteAsync($$"""{"active":"f1","keys":{"f1":"{{key}}" """);
            await AskAllAsync(host, "side");
        }

        foreach (string broken in (string[])[$$"""{"active":"f1","keys":{"f1":"{{key}}" """, $$"""{"active":"{{key}}","keys":{"f1":"{{key}}"} }""", $$"""{"active":"f1","keys":{"f1":"{{key}}x"} }""", $$"""{"active":"f1","keys":["{{key}}"]}""", key])
        {
            await WriteAsync(broken);
            await world.CatchAsync("start with a broken key file", () => CanaryHost.StartAsync(world, settings));
        }

        async Task WriteAsync(string content)
        {
            File.Delete(file);
            await File.WriteAllTextAsync(file, content, Cancel);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }

    private async Task FailServiceAsync()
    {
        RemoteKeys remote = new(world.Secrets);
        await using CanaryHost host = await CanaryHost.StartAsync(
            world, new CanarySettings { File = "service.db", Keys = world.Keys, UseKeys = synckit => synckit.WithKeyProvider(_ => remote) });
        await ConnectAsync(host, "secret under a key of a service");
        await AskAllAsync(host, "side");
        remote.IsDown = true;
        await AskAllAsync(host, "side");
        await world.CatchAsync("saving while the service is down", () => ConnectAsync(host, "secret while the key service is down"));
        remote.Wrapped.Should().BePositive();
    }

    private async Task ConnectAsync(CanaryHost host, string name) => await host.Services.GetRequiredService<ConnectionSetup>().ConnectAsync(
        CanaryWorld.Id("woocommerce", "side"),
        $$"""{"storeUrl":"{{world.Shop.StoreUrl}}"}""",
        CredentialSet.Of(("consumer_key", world.Secrets.Make($"{name}: consumer key", prefix: "ck_")), ("consumer_secret", world.Secrets.Make($"{name}: consumer secret", prefix: "cs_"))),
        Cancel);

    private async Task AskAllAsync(CanaryHost host, string name)
    {
        string connection = $"{CanaryWorld.Api}/connections/woocommerce/{name}";
        world.Expect(await world.Client.GetAsync(host.At(connection)), 200, 409, 500);
        world.Expect(await world.Client.PostAsync(host.At($"{connection}/check")), 200, 409, 422, 500, 503);
        world.Expect(await world.Client.GetAsync(host.At($"{connection}/webhooks/in-shop")), 200, 409, 422, 500, 503);
        world.Expect(await world.Client.PostAsync(host.At($"{connection}/webhooks/rotate-secret")), 204, 409, 422, 500, 503);
    }

    private Task<Answered> AskAsync(CanaryHost host, HttpMethod method, string path, string? body = null) =>
        world.Client.SendAsync(method, host.At(path), body, bearer: world.Secrets.OperatorToken);

    private static Auditing.AuditEntry Entry() => new(CanaryWorld.Acme, DateTimeOffset.UtcNow, "credentials.changed", "acme/woocommerce/shop", "swapped by a test", "test");
}
