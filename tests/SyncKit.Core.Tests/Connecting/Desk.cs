using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connecting;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Core.Tests.World;
using SyncKit.Credentials;

namespace SyncKit.Core.Tests.Connecting;

/// <summary>A host whose books are connected by consent, and the steps of a person.</summary>
internal sealed class Desk : IAsyncDisposable
{
    public const string Session = "the session of this browser";

    private Desk(Scene scene, World.Host host)
    {
        Scene = scene;
        Host = host;
    }

    public Scene Scene { get; }

    public World.Host Host { get; }

    public ConnectionId Books { get; } = Scene.Lane(Scene.Acme);

    public FakeConsent Flow => Get<FakeConsent>();

    public AccountConnector Accounts => Get<AccountConnector>();

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Desk Open(Scene? scene = null)
    {
        scene ??= new Scene();
        return new Desk(scene, scene.Start(extend: builder =>
        {
            builder.Services.AddSingleton<FakeConsent>();
            builder.Services.AddSingleton<IConnector>(provider => provider.GetRequiredService<FakeConsent>());
            builder.Services.AddKeyedSingleton<IConsentFlow>("books", (provider, _) => provider.GetRequiredService<FakeConsent>());
        }));
    }

    public T Get<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    public async Task<string> BeginAsync(bool remap = false, ConnectionId? connection = null)
    {
        ConnectStart start = await Accounts.BeginAsync(
            new ConnectRequest
            {
                Connection = connection ?? Books,
                Session = Session,
                Callback = new Uri("https://sync.example/callback"),
                Delivery = new Uri("https://sync.example/keys"),
                AllowOtherAccount = remap,
                ReturnTo = "/done",
            },
            Cancel);
        return start.State!;
    }

    public Task<ConnectOutcome> CompleteAsync(string state, string session = Session) =>
        Accounts.CompleteAsync("books", new Dictionary<string, string> { ["state"] = state }, session, Cancel);

    public async Task<ConnectOutcome> ConnectAsync(string account = "first", bool remap = false, ConnectionId? connection = null)
    {
        Flow.Account = account;
        return await CompleteAsync(await BeginAsync(remap, connection));
    }

    public async Task<string?> TokenAsync(ConnectionId? connection = null) =>
        (await Get<ICredentialStore>().FindAsync(connection ?? Books, "test", Cancel))?.Secrets.Find("token")?.Reveal();

    public async Task<Connection?> FindAsync() => await Host.Connections.FindAsync(Books, Cancel);

    public Task TendAsync() => Get<GrantUpkeep>().RunAsync(Cancel);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
