using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Credentials;
using SyncKit.Http;
using SyncKit.Supabase.Api;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace SyncKit.Supabase.Tests;

/// <summary>A host that is connected to an address where one answer comes back.</summary>
internal sealed class ConnectedProject : IDisposable
{
    private readonly ServiceProvider services;

    public ConnectedProject(IResponseBuilder answer, CredentialSet? secrets, string? settings = null, bool allowPrivate = true)
        : this(answer, secrets, url => settings ?? $$"""{"url":"{{url}}"}""", allowPrivate)
    {
    }

    public ConnectedProject(IResponseBuilder answer, CredentialSet? secrets, Func<string, string> settings, bool allowPrivate = true)
    {
        Server = WireMockServer.Start();
        Server.Given(Request.Create()).RespondWith(answer);
        Connection = new Connection
        {
            Id = new ConnectionId(new TenantId("acme"), "supabase", "main"),
            Settings = new ConnectionSettings(settings(Server.Url!)),
        };
        ServiceCollection collection = new();
        collection.AddLogging();
        collection.AddSingleton<ICredentialStore>(new ProjectCredentials(secrets));
        NewBuilder(collection).AddSupabase(options => options.AllowPrivateAddresses = allowPrivate);
        collection.Configure<HttpResilienceOptions>(ProjectClient.HttpClientName, http => http.MaxRetries = 0);
        services = collection.BuildServiceProvider();
    }

    public WireMockServer Server { get; }

    public Connection Connection { get; }

    public Task<IReadOnlyList<Finding>> CheckAsync() =>
        services.GetRequiredService<IConnector>().CheckAsync(Connection, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        services.Dispose();
        Server.Stop();
        Server.Dispose();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    internal static extern SyncKitBuilder NewBuilder(IServiceCollection services);
}
