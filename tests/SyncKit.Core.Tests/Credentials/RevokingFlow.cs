using SyncKit.Connecting;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Faults;

namespace SyncKit.Core.Tests.Credentials;

/// <summary>A system at which access is revoked with the secrets; nothing else of it is asked.</summary>
internal sealed class RevokingFlow : IConsentFlow
{
    public List<string> Revoked { get; } = [];

    public string StateParameter => throw new NotSupportedException();

    public ConsentStart Start(ConsentRequest request) => throw new NotSupportedException();

    public CredentialSet? ReadDelivery(IReadOnlyDictionary<string, string> fields) => throw new NotSupportedException();

    public Task<ConsentGrant> RedeemAsync(ConsentReturn back, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ConsentedAccount> LookAsync(Connection trial, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Failure?> RevokeAsync(ConnectionId connection, CredentialSet credentials, CancellationToken cancellationToken)
    {
        Revoked.Add(credentials.Find("token")!.Reveal());
        return Task.FromResult<Failure?>(null);
    }

    public string? AccountOf(ConnectionSettings settings) => null;

    public Task<GrantLife> TendAsync(Connection connection, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Forget(ConnectionId connection)
    {
    }
}
