using System.Globalization;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.Http;
using SyncKit.WooCommerce.Authentication;

namespace SyncKit.WooCommerce.Api;

/// <summary>Speaks with the stores' REST API and turns what goes wrong into failures.</summary>
internal sealed class StoreClient(IHttpClientFactory clients, CredentialCache credentials, TimeProvider time)
{
    public const string HttpClientName = "SyncKit.WooCommerce";

    /// <summary>Reads a list.</summary>
    /// <exception cref="ConnectorException">The store refused or could not be reached.</exception>
    public async Task<StoreAnswer> ListAsync(Connection connection, string path, CancellationToken cancellationToken)
    {
        StoreAddress address = AddressOf(connection);
        HttpAnswer answer = await SendAsync(connection, address, new StoreCall(HttpMethod.Get, path), cancellationToken).ConfigureAwait(false);
        return Document(answer, (byte)'[') ?? throw Failed(answer, address);
    }

    /// <summary>Reads one resource; its JSON is empty when the store says that it has none of that id.</summary>
    /// <param name="connection">Whose store.</param>
    /// <param name="path">The resource's path.</param>
    /// <param name="unknown">The code with which the store says so. A missing route also answers 404, for example while the plug-in is off: only the store's own word counts.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ConnectorException">The store refused or could not be reached.</exception>
    public async Task<StoreAnswer> FindAsync(Connection connection, string path, string unknown, CancellationToken cancellationToken)
    {
        StoreAddress address = AddressOf(connection);
        HttpAnswer answer = await SendAsync(connection, address, new StoreCall(HttpMethod.Get, path), cancellationToken).ConfigureAwait(false);
        return Document(answer, (byte)'{') ?? (IsUnknown(answer, unknown) ? Nothing(answer) : throw Failed(answer, address));
    }

    /// <summary>Makes a resource. The request is sent once, because a store has no way to tell a repeated one.</summary>
    /// <returns>The resource; <see langword="null"/> when the answer was lost, so that it may have been made or not.</returns>
    /// <exception cref="ConnectorException">The store surely did not make it.</exception>
    public async Task<StoreAnswer?> CreateAsync(Connection connection, string path, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        StoreAddress address = AddressOf(connection);
        HttpAnswer answer = await SendAsync(connection, address, new StoreCall(HttpMethod.Post, path, body), cancellationToken).ConfigureAwait(false);
        return Document(answer, (byte)'{') ?? (answer.Fault is { MayHaveActed: false } or { Kind: HttpFaultKind.Throttled }
            ? throw Failed(answer, address, writes: true)
            : null);
    }

    /// <summary>Sets fields of a resource; doing so twice is the same as once.</summary>
    /// <exception cref="ConnectorException">The store refused or could not be reached.</exception>
    public async Task<StoreAnswer> UpdateAsync(Connection connection, string path, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        StoreAddress address = AddressOf(connection);
        HttpAnswer answer = await SendAsync(connection, address, new StoreCall(HttpMethod.Put, path, body), cancellationToken).ConfigureAwait(false);
        return Document(answer, (byte)'{') ?? throw Failed(answer, address, writes: true);
    }

    /// <summary>Sets fields of several resources; doing so twice is the same as once.</summary>
    /// <returns>What became of each; <see langword="null"/> when the answer was lost, so that some may have been set or none.</returns>
    /// <exception cref="ConnectorException">The store surely set nothing.</exception>
    public async Task<StoreAnswer?> BatchAsync(Connection connection, string path, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        StoreAddress address = AddressOf(connection);
        StoreCall call = new(HttpMethod.Post, path, body) { SetsStates = true };
        HttpAnswer answer = await SendAsync(connection, address, call, cancellationToken).ConfigureAwait(false);
        return Document(answer, (byte)'{') ?? (answer.Fault is { MayHaveActed: false } or { Kind: HttpFaultKind.Throttled }
            ? throw Failed(answer, address, writes: true)
            : null);
    }

    /// <summary>Takes a resource away for good; one that is not there any more is as well.</summary>
    /// <param name="connection">Whose store.</param>
    /// <param name="path">The resource's path.</param>
    /// <param name="unknown">The code with which the store says that it has no such resource.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="ConnectorException">The store refused or could not be reached.</exception>
    public async Task<bool> DeleteAsync(Connection connection, string path, string unknown, CancellationToken cancellationToken)
    {
        StoreAddress address = AddressOf(connection);
        HttpAnswer answer = await SendAsync(connection, address, new StoreCall(HttpMethod.Delete, path + "?force=true"), cancellationToken).ConfigureAwait(false);
        return Document(answer, (byte)'{') is not null || (IsUnknown(answer, unknown) ? false : throw Failed(answer, address, writes: true));
    }

    /// <summary>
    /// Whether the key may write, found out with a write that changes nothing: no order has the id 0. <see langword="null"/> when the store does not say.
    /// </summary>
    /// <exception cref="ConnectorException">The connection's settings or credentials cannot be used.</exception>
    public async Task<bool?> MayWriteAsync(Connection connection, CancellationToken cancellationToken)
    {
        StoreAddress address = AddressOf(connection);
        ApiKey key = await credentials.FindAsync(connection.Id, cancellationToken).ConfigureAwait(false);
        HttpAnswer answer = await SendAsync(connection, address, new StoreCall(HttpMethod.Put, "orders/0", "{}"u8.ToArray()), key, cancellationToken)
            .ConfigureAwait(false);
        return answer.Status switch
        {
            400 or 404 when StoreError.Read(answer.Body).Code == StoreError.UnknownOrder => true,
            401 or 403 => false,
            _ => null,
        };
    }

    /// <summary>The store's address.</summary>
    /// <exception cref="ConnectorException">The connection's settings cannot be used.</exception>
    public static StoreAddress AddressOf(Connection connection)
    {
        string problem;
        try
        {
            WooCommerceSettings settings = connection.Settings.As(WooCommerceSettingsJson.Default.WooCommerceSettings);
            if (StoreAddress.TryRead(settings, out StoreAddress? address, out problem))
            {
                return address;
            }
        }
        catch (JsonException exception)
        {
            problem = exception.Path is { Length: > 1 } path
                ? $"The settings cannot be read at {path}."
                : "The settings are not an object with a storeUrl.";
        }

        throw new ConnectorException(new Failure(FailureKind.NeedsAttention, "woocommerce.settings", problem, "Correct the connection's settings."));
    }

    /// <summary>Reads a good answer's document.</summary>
    /// <exception cref="ConnectorException">It is not JSON inside.</exception>
    public static T Read<T>(Connection connection, Func<ReadOnlyMemory<byte>, T> read, ReadOnlyMemory<byte> json)
    {
        try
        {
            return read(json);
        }
        catch (JsonException exception)
        {
            throw new ConnectorException(
                new Failure(
                    FailureKind.Transient,
                    "woocommerce.not-json",
                    $"{AddressOf(connection).Host} answered with broken JSON.",
                    "If it lasts, see which plug-in prints into the store's API answers."),
                exception);
        }
    }

    private StoreAnswer? Document(HttpAnswer answer, byte opening)
    {
        ReadOnlyMemory<byte> json = answer.Body;
        bool usable = answer.IsSuccess || (answer.Fault.Kind == HttpFaultKind.BadBody && answer.TryReadPastNoise(out json));
        json = usable ? JsonEdge.Trim(json) : default;
        if (json.IsEmpty || json.Span[0] != opening)
        {
            return null;
        }

        int? total = int.TryParse(answer.Header("X-WP-Total"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : null;
        return new StoreAnswer(json, ClockOf(answer), total);
    }

    private StoreClock ClockOf(HttpAnswer answer)
    {
        DateTimeOffset now = time.GetUtcNow();
        return new StoreClock(answer.Date ?? now, now);
    }

    private StoreAnswer Nothing(HttpAnswer answer) => new(default, ClockOf(answer), null);

    private static bool IsUnknown(HttpAnswer answer, string unknown) =>
        answer.Status == 404 && string.Equals(StoreError.Read(answer.Body).Code, unknown, StringComparison.Ordinal);

    private static ConnectorException Failed(HttpAnswer answer, StoreAddress address, bool writes = false) => new(StoreFailure.Of(answer, address, writes));

    private async Task<HttpAnswer> SendAsync(Connection connection, StoreAddress address, StoreCall call, CancellationToken cancellationToken)
    {
        ApiKey key = await credentials.FindAsync(connection.Id, cancellationToken).ConfigureAwait(false);
        HttpAnswer answer = await SendAsync(connection, address, call, key, cancellationToken).ConfigureAwait(false);
        if (answer.Status != 401)
        {
            return answer;
        }

        credentials.Drop(connection.Id, key);
        ApiKey stored = await credentials.FindAsync(connection.Id, cancellationToken).ConfigureAwait(false);
        if (stored.Version == key.Version)
        {
            return answer;
        }

        answer = await SendAsync(connection, address, call, stored, cancellationToken).ConfigureAwait(false);
        if (answer.Status == 401)
        {
            credentials.Drop(connection.Id, stored);
        }

        return answer;
    }

    private async Task<HttpAnswer> SendAsync(Connection connection, StoreAddress address, StoreCall call, ApiKey key, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = call.ToRequest(address.Api);
        request.ForAccount(connection.Id.ToString());
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "SyncKit");
        SigningHandler.Give(request, key);
        return await clients.CreateClient(HttpClientName).AnswerAsync(request, ExpectedBody.Json, cancellationToken).ConfigureAwait(false);
    }
}
