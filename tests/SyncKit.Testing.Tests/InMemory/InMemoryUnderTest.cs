using Microsoft.Extensions.DependencyInjection;
using SyncKit.Auditing;
using SyncKit.Conformance;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.Testing.InMemory;
using SyncKit.Transforming;

namespace SyncKit.Testing.Tests.InMemory;

internal sealed class InMemoryUnderTest : StorageUnderTest
{
    private readonly InMemoryStorage storage = new();
    private ServiceProvider host;

    public InMemoryUnderTest() => host = Host();

    public override ISyncStateStore State => host.GetRequiredService<ISyncStateStore>();

    public override IInbox Inbox => host.GetRequiredService<IInbox>();

    public override ILaneStore Lanes => host.GetRequiredService<ILaneStore>();

    public override ILedger Ledger => host.GetRequiredService<ILedger>();

    public override IDeadLetterStore DeadLetters => host.GetRequiredService<IDeadLetterStore>();

    public override IReferenceStore References => host.GetRequiredService<IReferenceStore>();

    public override IAuditTrail Audit => host.GetRequiredService<IAuditTrail>();

    public override ISealedCredentialStore Credentials => host.GetRequiredService<ISealedCredentialStore>();

    public override IConnectionStore Connections => host.GetRequiredService<IConnectionStore>();

    public override async Task ReopenAsync()
    {
        await host.DisposeAsync();
        host = Host();
    }

    public override ValueTask DisposeAsync() => host.DisposeAsync();

    private ServiceProvider Host()
    {
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSyncKit().UseInMemory(storage);
        return services.BuildServiceProvider();
    }
}
