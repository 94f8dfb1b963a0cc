using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Credentials;
using SyncKit.Testing.InMemory;

namespace SyncKit.Core.Tests.Credentials;

/// <summary>One host's view of a storage that outlives it, with a key provider of its own.</summary>
internal sealed class Vault : IDisposable
{
    private readonly ServiceProvider services;

    public Vault(InMemoryStorage storage, IKeyProvider provider, Crash? crash = null, Action<IServiceCollection>? extend = null)
    {
        ServiceCollection collection = new();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(Time);
        collection.AddSyncKit().UseInMemory(storage).WithKeyProvider(_ => provider);
        extend?.Invoke(collection);
        if (crash is not null)
        {
            Break<ISealedCredentialStore>(collection, crash);
            Break<IAuditTrail>(collection, crash);
        }

        services = collection.BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public ICredentialStore Credentials => services.GetRequiredService<ICredentialStore>();

    public ISealedCredentialStore Sealed => services.GetRequiredService<ISealedCredentialStore>();

    public CredentialRotation Rotation => services.GetRequiredService<CredentialRotation>();

    public ConnectionSetup Setup => services.GetRequiredService<ConnectionSetup>();

    public AuditTrail Trail => services.GetRequiredService<AuditTrail>();

    public async Task<IReadOnlyList<AuditEntry>> AuditAsync(ConnectionId connection) =>
    [
        .. (await services.GetRequiredService<IAuditTrail>().ListAsync(connection.Tenant, 100_000, TestContext.Current.CancellationToken))
            .Where(entry => entry.Subject == connection.ToString()).Reverse(),
    ];

    public void Dispose() => services.Dispose();

    private static void Break<T>(ServiceCollection collection, Crash crash)
        where T : class
    {
        Type implementation = collection.Single(service => service.ServiceType == typeof(T)).ImplementationType!;
        collection.RemoveAll<T>();
        collection.AddSingleton(provider => CrashingStore<T>.Wrap((T)ActivatorUtilities.CreateInstance(provider, implementation), crash));
    }
}
