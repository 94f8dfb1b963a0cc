using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connecting;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Testing.InMemory;

namespace SyncKit.Core.Tests.Credentials;

public sealed class DisconnectionTests
{
    private static readonly ConnectionId Books = ConnectionId.Parse("acme/books/main");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Secrets_stay_for_the_revocation_while_their_key_is_out_of_reach()
    {
        RemoteKeys service = new("k1");
        RevokingFlow flow = new();
        using Vault vault = new(new InMemoryStorage(), service, extend: services => services.AddKeyedSingleton<IConsentFlow>("books", flow));
        await vault.Setup.ConnectAsync(Books, "{}", CredentialSet.Of(("token", "t0ken")), Cancel);
        service.IsDown = true;

        (await FluentActions.Awaiting(() => vault.Setup.DisconnectAsync(Books, Cancel)).Should().ThrowAsync<CredentialException>())
            .Which.IsTransient.Should().BeTrue();
        (await vault.Sealed.FindAsync(Books, Cancel)).Should().NotBeNull();
        service.IsDown = false;

        (await vault.Setup.DisconnectAsync(Books, Cancel)).Should().BeNull();
        flow.Revoked.Should().Equal("t0ken");
        (await vault.Sealed.FindAsync(Books, Cancel)).Should().BeNull();
    }

    [Fact]
    public async Task Secrets_whose_key_is_gone_are_forgotten_and_the_rest_is_said()
    {
        RemoteKeys service = new("k1", "k2");
        RevokingFlow flow = new();
        using Vault vault = new(new InMemoryStorage(), service, extend: services => services.AddKeyedSingleton<IConsentFlow>("books", flow));
        await vault.Setup.ConnectAsync(Books, "{}", CredentialSet.Of(("token", "t0ken")), Cancel);
        service.Remove("k1");

        (await vault.Setup.DisconnectAsync(Books, Cancel))!.Code.Should().Be("disconnect.unreadable");

        (await vault.Sealed.FindAsync(Books, Cancel)).Should().BeNull();
    }
}
