using System.Globalization;
using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.Http;
using SyncKit.WooCommerce.Authentication;

namespace SyncKit.WooCommerce.Api;

/// <summary>Reads from the stores' REST API and turns what goes wrong into failures.</summary>
internal sealed class StoreClient(IHttpClientFactory clients, CredentialCache credentials, TimeProvider time)
{
    public const string HttpClientName = "SyncKit.WooCommerce";

    /// <summary>Reads a list.</summary>
    /// <exception cref="ConnectorException">The store refused or could not be reached.</exception>
    public async Task<StoreAnswer> ListAsync(Connection connection, string path, CancellationToken cancellationToken)
    {
        StoreAddress address = AddressOf(connection);
        HttpAnswer answer = await SendAsync(connection, address, path, cancellationToken).ConfigureAwait(false);
        return Document(answer, (byte)'[') ?? throw Failed(answer, address);
    }

    /// <summary>Reads one order; its JSON is empty when the store says that it has none of that id.</summary>
    /// <exception cref="ConnectorException">The store refused or could not be reached.</exception>
    public async Task<StoreAnswer> FindAsync(Connection connection, string path, CancellationToken cancellationToken)
    {
        StoreAddress address = AddressOf(connection);
        HttpAnswer answer = await SendAsync(connection, address, path, cancellationToken).ConfigureAwait(false);
        if (Document(answer, (byte)'{') is { } document)
        {
            return document;
        }

        // A missing route also answers 404, for example while the plug-in is off: only the store's own word is a deletion.
        return answer.Status == 404 && StoreError.Read(answer.Body).Code == StoreError.UnknownOrder
            ? new StoreAnswer(default, ClockOf(answer), null)
            : throw Failed(answer, address);
    }

    /// <summary>
    /// Whether the key may write, found out with a write that changes nothing: no order has the id 0. <see langword="null"/> when the store does not say.
    /// </summary>
    /// <exception cref="ConnectorException">The connection's settings or credentials cannot be used.</exception>
    public async Task<bool?> MayWriteAsync(Connection connection, CancellationToken cancellationToken)
    {
        StoreAddress address = AddressOf(connection);
        ApiKey key = await credentials.FindAsync(connection.Id, cancellationToken).ConfigureAwait(false);
        using HttpRequestMessage request = Request(HttpMethod.Put, connection, address, "orders/0", key);
        request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        HttpAnswer answer = await clients.CreateClient(HttpClientName).AnswerAsync(request, ExpectedBody.Json, cancellationToken).ConfigureAwait(false);
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
        catch (System.Text.Json.JsonException exception)
        {
            problem = exception.Path is { Length: > 1 } path
                ? $"The settings cannot be read at {path}."
                : "The settings are not an object with a storeUrl.";
        }

        throw new ConnectorException(new Failure(FailureKind.NeedsAttention, "woocommerce.settings", problem, "Correct the connection's settings."));
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

    private static ConnectorException Failed(HttpAnswer answer, StoreAddress address) => new(StoreFailure.Of(answer, address));

    private async Task<HttpAnswer> SendAsync(Connection connection, StoreAddress address, string path, CancellationToken cancellationToken)
    {
        ApiKey key = await credentials.FindAsync(connection.Id, cancellationToken).ConfigureAwait(false);
        HttpAnswer answer = await SendAsync(connection, address, path, key, cancellationToken).ConfigureAwait(false);
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

        answer = await SendAsync(connection, address, path, stored, cancellationToken).ConfigureAwait(false);
        if (answer.Status == 401)
        {
            credentials.Drop(connection.Id, stored);
        }

        return answer;
    }

    private async Task<HttpAnswer> SendAsync(Connection connection, StoreAddress address, string path, ApiKey key, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = Request(HttpMethod.Get, connection, address, path, key);
        return await clients.CreateClient(HttpClientName).AnswerAsync(request, ExpectedBody.Json, cancellationToken).ConfigureAwait(false);
    }

    private static HttpRequestMessage Request(HttpMethod method, Connection connection, StoreAddress address, string path, ApiKey key)
    {
        HttpRequestMessage request = new(method, new Uri(address.Api, path));
        request.ForAccount(connection.Id.ToString());
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "SyncKit");
        SigningHandler.Give(request, key);
        return request;
    }
}
