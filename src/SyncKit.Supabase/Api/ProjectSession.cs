using System.Net.Http.Headers;
using SyncKit.Connections;
using SyncKit.Http;
using SyncKit.Supabase.Authentication;

namespace SyncKit.Supabase.Api;

/// <summary>A project that is being spoken with: where it is and as whom. Short-lived, so that a changed key is taken soon.</summary>
internal sealed class ProjectSession(IHttpClientFactory clients, Connection connection, SupabaseSettings settings, ProjectAddress address, ProjectIdentity identity)
{
    // Browsers' names make a project refuse a secret key.
    private const string UserAgent = "SyncKit";

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient client = clients.CreateClient(ProjectClient.HttpClientName);
    private readonly string account = connection.Id.ToString();

    public string Host => address.Host;

    public SupabaseSettings Settings => settings;

    public ProjectIdentity Identity => identity;

    /// <summary>
    /// Sends a request. Every write of SyncKit sets a state that is named by key, so that a request may arrive twice and all are repeated where that may help.
    /// </summary>
    public async Task<HttpAnswer> SendAsync(ProjectCall call, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(call.Method, new Uri(address.Rest, call.Path));
        request.ForAccount(account).WithIdempotencyKey();
        request.Headers.TryAddWithoutValidation("Accept", call.Accept);
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        bool reads = call.Method == HttpMethod.Get || call.Method == HttpMethod.Head;
        request.Headers.TryAddWithoutValidation(reads ? "Accept-Profile" : "Content-Profile", settings.Schema);
        if (call.Prefer.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Prefer", call.Prefer);
        }

        if (!call.Body.IsEmpty)
        {
            request.Content = new ReadOnlyMemoryContent(call.Body);
            request.Content.Headers.ContentType = Json;
        }

        identity.Give(request);
        return await client.AnswerAsync(request, reads ? ExpectedBody.Json : ExpectedBody.JsonOrNothing, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads rows.</summary>
    /// <exception cref="Faults.ConnectorException">The project refused or could not be reached.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        HttpAnswer answer = await SendAsync(new ProjectCall(HttpMethod.Get, path), cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess ? answer.Body : throw new Faults.ConnectorException(FailureOf(answer));
    }

    /// <summary>What an answer that is no success means.</summary>
    public Faults.Failure FailureOf(HttpAnswer answer) => ProjectFailure.Of(answer, address.Host, settings.Schema, identity.IsUser);
}
