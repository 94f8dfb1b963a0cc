using Microsoft.Extensions.DependencyInjection;
using SyncKit;
using SyncKit.Connections;
using SyncKit.QuickBooks.Authentication;

// One process among many that share a database: says that it is ready, waits for a line, and says which token it got.
ServiceCollection services = new();
services.AddLogging();
services.AddSyncKit()
    .WithCredentialKeys(keys =>
    {
        keys.Active = "k1";
        keys.Keys["k1"] = args[1];
    })
    .UseSqlite(args[0])
    .AddQuickBooks(options =>
    {
        options.ClientId = args[2];
        options.ClientSecret = args[3];
        options.ApiUrl = new Uri(args[4]);
        options.TokenUrl = new Uri(args[5]);
        options.RequestsPerSecond = 100;
    });
await using ServiceProvider provider = services.BuildServiceProvider();
AccessTokens tokens = provider.GetRequiredService<AccessTokens>();
Console.WriteLine("ready");
Console.ReadLine();
AccessToken token = await tokens.GetAsync(ConnectionId.Parse(args[6]), null, CancellationToken.None);
Console.WriteLine(token.IsGood ? token.Value.Reveal() : token.Failure.Message);
