using Microsoft.Extensions.DependencyInjection;
using SyncKit.Credentials;
using SyncKit.Notifications;
using SyncKit.QuickBooks;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>Hosts that do not start because of how they are set up.</summary>
internal sealed class StartRefusals(CanaryWorld world)
{
    public Task WalkAsync() => world.StepAsync("settings with secrets in them that are refused at the start", async () =>
    {
        string secret = world.Secrets.Make("secret in a wrong setting");
        string shortKey = world.Secrets.MakeKey("encryption key that is too short", 31);
        await RefusedAsync("a key that is no key", services => services.PostConfigure<CredentialKeyOptions>(keys => keys.Keys["k1"] = secret));
        await RefusedAsync("a short key", services => services.PostConfigure<CredentialKeyOptions>(keys => keys.Keys["k1"] = shortKey));
        await RefusedAsync("a key as its id", services => services.PostConfigure<CredentialKeyOptions>(keys => keys.Active = shortKey));
        await RefusedAsync("a token address with a secret", services => services.PostConfigure<QuickBooksOptions>(books => books.TokenUrl = new Uri($"http://u:{secret}@intuit.example/?key={secret}")));
        await RefusedAsync("an app without its id", services => services.PostConfigure<QuickBooksOptions>(books => (books.ClientId, books.ClientSecret) = ("", secret)));
        await RefusedAsync("a receiver's address", services => services.PostConfigureAll<HttpNotificationOptions>(http => http.Url = new Uri($"http://u:{secret}@mail.example/{secret}")));
        await RefusedAsync("a signing secret", services => services.PostConfigureAll<HttpNotificationOptions>(http => http.Secret = secret + "?"));
        await RefusedAsync("a chat's address", services => services.PostConfigureAll<SlackNotificationOptions>(slack => slack.Url = new Uri($"http://hooks.example/services/{secret}")));
        await RefusedAsync("a password in the clear", services => services.PostConfigureAll<MailNotificationOptions>(mail => (mail.Host, mail.Password) = ("mail.example", secret)));
        await RefusedAsync("a sender that is a secret", services => services.PostConfigureAll<MailNotificationOptions>(mail => mail.From = secret));
    });

    private Task RefusedAsync(string name, Action<IServiceCollection> configure) => world.CatchAsync(
        $"start with {name}",
        () => CanaryHost.StartAsync(world, new CanarySettings { File = "refused.db", Keys = world.Keys, Services = configure }));
}
