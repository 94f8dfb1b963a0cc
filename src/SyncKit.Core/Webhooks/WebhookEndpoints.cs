using Microsoft.Extensions.DependencyInjection;
using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.Webhooks;

/// <summary>
/// Makes, lists and revokes the addresses at which connections' deliveries arrive, and registers them in the shops. Several addresses of one connection may be
/// live at once, so that one can take the place of another without a gap.
/// </summary>
public sealed class WebhookEndpoints
{
    private const int LongestId = 64;

    private readonly IWebhookEndpointStore store;
    private readonly IConnectionStore connections;
    private readonly WebhookSecrets secrets;
    private readonly IServiceProvider services;
    private readonly IAuditTrail audit;
    private readonly TimeProvider time;

    internal WebhookEndpoints(
        IWebhookEndpointStore store,
        IConnectionStore connections,
        WebhookSecrets secrets,
        IServiceProvider services,
        IAuditTrail audit,
        TimeProvider time)
    {
        this.store = store;
        this.connections = connections;
        this.secrets = secrets;
        this.services = services;
        this.audit = audit;
        this.time = time;
    }

    /// <summary>Makes an address that nobody can guess.</summary>
    /// <param name="connection">The connection whose deliveries are to arrive there.</param>
    /// <param name="publicBase">
    /// Where this host's webhooks are reached from outside, for example <c>https://sync.example/webhooks</c>; <see langword="null"/> when that is not known.
    /// </param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>The endpoint, which is live.</returns>
    /// <exception cref="InvalidOperationException">There is no such connection.</exception>
    public async Task<WebhookEndpoint> CreateAsync(ConnectionId connection, Uri? publicBase = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await FindConnectionAsync(connection, cancellationToken).ConfigureAwait(false);
        string id = WebhookSecrets.Random();
        WebhookEndpoint endpoint = new()
        {
            Id = id,
            Connection = connection,
            CreatedAt = time.GetUtcNow(),
            DeliveryUrl = publicBase is null ? null : UrlOf(publicBase, id),
        };
        await store.SaveAsync(endpoint, cancellationToken).ConfigureAwait(false);
        await AuditAsync(endpoint, "webhooks.endpoint-created", cancellationToken).ConfigureAwait(false);
        return endpoint;
    }

    /// <summary>A tenant's endpoints, revoked ones included, oldest first.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public Task<IReadOnlyList<WebhookEndpoint>> ListAsync(TenantId tenant, CancellationToken cancellationToken = default) =>
        store.ListAsync(tenant, cancellationToken);

    /// <summary>The live endpoint of an id; <see langword="null"/> when there is none, or it was revoked by whatever host.</summary>
    /// <param name="id">The id, as it stands in the address.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public Task<WebhookEndpoint?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        bool canBe = id.Length is > 0 and <= LongestId && id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        return canBe ? store.FindAsync(id, cancellationToken) : Task.FromResult<WebhookEndpoint?>(null);
    }

    /// <summary>Revokes an address for good: from now on what arrives there is answered as forged, by every host.</summary>
    /// <param name="connection">The connection that it belongs to.</param>
    /// <param name="id">The endpoint's id.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>Whether it was live until now.</returns>
    public async Task<bool> RevokeAsync(ConnectionId connection, string id, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = time.GetUtcNow();
        bool revoked = await store.RevokeAsync(connection, id, now, cancellationToken).ConfigureAwait(false);
        if (revoked)
        {
            WebhookEndpoint endpoint = new() { Id = id, Connection = connection, CreatedAt = now };
            await AuditAsync(endpoint, "webhooks.endpoint-revoked", cancellationToken).ConfigureAwait(false);
        }

        return revoked;
    }

    /// <summary>
    /// Makes the shop deliver to this host: makes an address and a secret where they are missing, stores the secret, and creates or mends the webhooks in
    /// the shop. May be called as often as one likes; background services mend what the shop switches off later.
    /// </summary>
    /// <param name="connection">The shop's connection.</param>
    /// <param name="publicBase">Where this host's webhooks are reached from outside, for example <c>https://sync.example/webhooks</c>.</param>
    /// <param name="cancellationToken">Cancels between two steps; the next call goes on from there.</param>
    /// <returns>The address, and what was done in the shop.</returns>
    /// <exception cref="InvalidOperationException">There is no such connection, or its connector cannot register webhooks.</exception>
    /// <exception cref="Faults.ConnectorException">The shop refused or could not be reached.</exception>
    public async Task<WebhookRegistration> RegisterInShopAsync(ConnectionId connection, Uri publicBase, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(publicBase);
        Connection account = await FindConnectionAsync(connection, cancellationToken).ConfigureAwait(false);
        IWebhookRegistrar registrar = services.GetKeyedService<IWebhookRegistrar>(connection.Connector)
            ?? throw new InvalidOperationException(
                $"Webhooks cannot be registered in '{connection}' from here: create them there by hand, with the address and the secret of this connection.");
        IReadOnlyList<WebhookEndpoint> known = await store.ListAsync(connection.Tenant, cancellationToken).ConfigureAwait(false);
        WebhookEndpoint? live = known.LastOrDefault(endpoint =>
            endpoint.Connection == connection && endpoint.RevokedAt is null && endpoint.DeliveryUrl == UrlOf(publicBase, endpoint.Id));
        live ??= await CreateAsync(connection, publicBase, cancellationToken).ConfigureAwait(false);
        await secrets.EnsureAsync(connection, cancellationToken).ConfigureAwait(false);
        WebhookRepair repair = await registrar.EnsureAsync(account, live.DeliveryUrl!, cancellationToken).ConfigureAwait(false);
        await AuditAsync(live, "webhooks.registered", cancellationToken).ConfigureAwait(false);
        return new WebhookRegistration(live, repair);
    }

    /// <summary>
    /// Makes a new secret for a connection's deliveries and tells the shop where the connector can. The former one is accepted beside it until the next
    /// rotation, so no delivery is refused meanwhile.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="cancellationToken">Cancels between two steps.</param>
    /// <exception cref="InvalidOperationException">There is no such connection.</exception>
    /// <exception cref="Faults.ConnectorException">The new secret is stored, but the shop refused it or could not be reached; it is told again later.</exception>
    public async Task RotateSecretAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        Connection account = await FindConnectionAsync(connection, cancellationToken).ConfigureAwait(false);
        await secrets.RotateAsync(connection, cancellationToken).ConfigureAwait(false);
        if (services.GetKeyedService<IWebhookRegistrar>(connection.Connector) is not { } registrar)
        {
            return;
        }

        foreach (WebhookEndpoint endpoint in await store.ListAsync(connection.Tenant, cancellationToken).ConfigureAwait(false))
        {
            if (endpoint.Connection == connection && endpoint is { RevokedAt: null, DeliveryUrl: { } address })
            {
                await registrar.EnsureAsync(account, address, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static Uri UrlOf(Uri publicBase, string id) => publicBase.IsAbsoluteUri
        ? new Uri($"{publicBase.AbsoluteUri.TrimEnd('/')}/{id}")
        : throw new ArgumentException($"'{publicBase}' is no whole address: write where the webhooks are reached, for example https://sync.example/webhooks.", nameof(publicBase));

    private async Task<Connection> FindConnectionAsync(ConnectionId connection, CancellationToken cancellationToken) =>
        await connections.FindAsync(connection, cancellationToken).ConfigureAwait(false)
        ?? throw new InvalidOperationException($"There is no connection '{connection}'. Connect it first.");

    private Task AuditAsync(WebhookEndpoint endpoint, string action, CancellationToken cancellationToken) => audit.AppendAsync(
        [new AuditEntry(
            endpoint.Connection.Tenant, time.GetUtcNow(), action, endpoint.Connection.ToString(), WebhookEndpoint.Shown(endpoint.Id), Actor.Current)],
        cancellationToken);
}
