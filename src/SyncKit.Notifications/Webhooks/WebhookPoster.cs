using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.Http;

namespace SyncKit.Notifications.Webhooks;

/// <summary>
/// Posts one JSON body, once: the outbox decides on another attempt. An address may be a secret as a whole, so that neither log, trace nor failure shows more
/// than its host.
/// </summary>
internal sealed class WebhookPoster(IHttpClientFactory clients)
{
    /// <summary>For addresses that whoever runs the host has set.</summary>
    public const string ClientName = "SyncKit.Notifications";

    /// <summary>For addresses that a tenant may have named.</summary>
    public const string RoutedClientName = "SyncKit.Notifications.Routed";

    public static void Register(IServiceCollection services)
    {
        if (services.Any(static service => service.ServiceType == typeof(WebhookPoster)))
        {
            return;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<WebhookPoster>();
        Add(services, ClientName, allowPrivateAddresses: true);
        Add(services, RoutedClientName, allowPrivateAddresses: false);
    }

    public static bool IsSafe(Uri? url) =>
        url is { IsAbsoluteUri: true } && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));

    /// <exception cref="ConnectorException">It did not arrive.</exception>
    public async Task PostAsync(
        string sink, TenantId tenant, Uri url, bool isRouted, byte[] body, IEnumerable<KeyValuePair<string, string>> headers, CancellationToken cancellationToken)
    {
        if (!IsSafe(url))
        {
            throw new ConnectorException(new Failure(
                FailureKind.NeedsAttention,
                "notification.address",
                $"The address that the sink '{sink}' has for {tenant} is not an https address.",
                "Correct the address that the sink's Route gives for this tenant."));
        }

        using HttpRequestMessage request = new(HttpMethod.Post, url);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        HttpClient client = clients.CreateClient(isRouted ? RoutedClientName : ClientName);
        HttpAnswer answer = await client
            .AnswerAsync(request.ForAccount($"{sink}/{tenant}").WithSecretPath(), ExpectedBody.Anything, cancellationToken)
            .ConfigureAwait(false);

        // An answer that is too long to be read is still a yes.
        if (answer.Fault is { Kind: not HttpFaultKind.BadBody } fault)
        {
            throw new ConnectorException(FailureOf(sink, url, fault));
        }
    }

    private static Failure FailureOf(string sink, Uri url, HttpFault fault)
    {
        string what = fault.Status is { } status
            ? string.Create(CultureInfo.InvariantCulture, $"{url.Host} answered {status}")
            : $"{url.Host} did not answer";
        (FailureKind kind, string remedy) = fault switch
        {
            { Status: 410 } => (FailureKind.Permanent, "The receiver is gone: remove the sink or change its address."),
            { Kind: HttpFaultKind.Throttled } => (FailureKind.RateLimited, "Nothing to do: it is sent when the receiver takes more."),
            { Kind: HttpFaultKind.NotSent or HttpFaultKind.NoAnswer or HttpFaultKind.ServerError } =>
                (FailureKind.Transient, "Check whether the receiver runs and can be reached from this host."),
            { Kind: HttpFaultKind.AddressRefused } => (FailureKind.NeedsAttention, "Name an address on the internet: private ones are not called for a tenant."),
            { Status: >= 300 and < 400 } => (FailureKind.NeedsAttention, "Set the address that it redirects to: redirections are not followed."),
            _ => (FailureKind.NeedsAttention, "Check the sink's address and secret; a chat's webhook may have been revoked."),
        };
        return new Failure(kind, "notification.http", $"The sink '{sink}': {what}.", remedy) { RetryAfter = fault.Wait };
    }

    private static void Add(IServiceCollection services, string client, bool allowPrivateAddresses) => services
        .AddHttpClient(client)
        .AddSyncKitPipeline(http =>
        {
            http.AllowPrivateAddresses = allowPrivateAddresses;
            http.MaxRetries = 0;
            http.AttemptTimeout = TimeSpan.FromSeconds(20);
            http.TotalTimeout = TimeSpan.FromSeconds(40);
            http.LongestWait = TimeSpan.FromSeconds(5);
            http.MaxAnswerBytes = 64 << 10;
        })
        .ConfigurePrimaryHttpMessageHandler(static (handler, _) =>
        {
            // Without a propagator there is no activity either, whose url.full would show the secret path.
            ((SocketsHttpHandler)handler).ActivityHeadersPropagator = null;
        });
}
