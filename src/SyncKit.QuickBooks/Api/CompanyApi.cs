using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Faults;
using SyncKit.Http;
using SyncKit.QuickBooks.Authentication;
using SyncKit.QuickBooks.Faults;
using SyncKit.QuickBooks.Settings;

namespace SyncKit.QuickBooks.Api;

/// <summary>Calls one company's accounting API under its limits, with a token that is renewed once when it is rejected.</summary>
internal sealed class CompanyApi(
    IHttpClientFactory clients,
    AccessTokens tokens,
    CompanyBinding binding,
    CompanyLimits limits,
    IOptions<QuickBooksOptions> options)
{
    public const string ClientName = "SyncKit.QuickBooks";
    public const string BatchRoute = "batch";
    private const string MinorVersion = "75";
    private const string JsonType = "application/json";
    private const string StatementType = "application/text";

    /// <summary>The class of limits that a call counts in besides those of every call.</summary>
    public static string? ClassOf(string route) => route == BatchRoute ? RateLimits.Batch : null;

    /// <summary>Sends a write: the same bytes with the same key.</summary>
    public Task<ApiAnswer> WriteAsync(
        Connection connection, string route, ReadOnlyMemory<byte> content, string requestId, CancellationToken cancellationToken) =>
        CallAsync(connection, route, content, JsonType, requestId, cancellationToken);

    /// <summary>Sends several queries as one batch.</summary>
    public Task<ApiAnswer> ReadBatchAsync(Connection connection, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        CallAsync(connection, BatchRoute, content, JsonType, null, cancellationToken);

    /// <summary>Sends one query.</summary>
    public Task<ApiAnswer> QueryAsync(Connection connection, ReadOnlyMemory<byte> statement, CancellationToken cancellationToken) =>
        CallAsync(connection, "query", statement, StatementType, null, cancellationToken);

    /// <summary>Reads what a path names, which counts as a metered read.</summary>
    public Task<ApiAnswer> GetAsync(Connection connection, string route, CancellationToken cancellationToken) =>
        CallAsync(connection, route, null, JsonType, null, cancellationToken);

    private async Task<ApiAnswer> CallAsync(
        Connection connection,
        string route,
        ReadOnlyMemory<byte>? content,
        string contentType,
        string? requestId,
        CancellationToken cancellationToken)
    {
        if (!SettingsReader.TryRead(connection, out QuickBooksSettings? settings, out Failure? wrong))
        {
            return ApiAnswer.Failed(wrong);
        }

        if (await binding.RefusalAsync(connection.Id, settings.RealmId, cancellationToken).ConfigureAwait(false) is { } other)
        {
            return ApiAnswer.Failed(other);
        }

        Secret? rejected = null;
        while (true)
        {
            AccessToken token = await tokens.GetAsync(connection.Id, rejected, cancellationToken).ConfigureAwait(false);
            if (!token.IsGood)
            {
                return ApiAnswer.Failed(token.Failure);
            }

            using HttpRequestMessage request = Request(settings.RealmId, route, content, contentType, requestId);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value.Reveal());
            HttpAnswer answer = await clients.CreateClient(ClientName).AnswerAsync(request, ExpectedBody.Json, cancellationToken).ConfigureAwait(false);
            if (rejected is null && IsRejected(answer))
            {
                rejected = token.Value;
                continue;
            }

            if (answer.Fault?.Kind is HttpFaultKind.Unauthorized or HttpFaultKind.Forbidden)
            {
                tokens.Forget(connection.Id, token.Value);
            }

            return Read(answer, writes: requestId is not null);
        }
    }

    private static bool IsRejected(HttpAnswer answer) =>
        answer.Fault?.Kind == HttpFaultKind.Unauthorized && FaultParser.Read(answer.Body)?.Code is null or 0 or 3200 or 3202;

    private static ApiAnswer Read(HttpAnswer answer, bool writes)
    {
        if (!answer.IsSuccess)
        {
            return ApiAnswer.Failed(writes ? AnswerFaults.OfWrite(answer) : AnswerFaults.OfRead(answer));
        }

        if (!Json.TryParse(answer.Body, out JsonElement root))
        {
            return ApiAnswer.Failed(AnswerFaults.Unreadable(writes));
        }

        return FaultParser.Read(root) is { } fault ? ApiAnswer.Failed(QuickBooksFaults.For(fault)) : new ApiAnswer(root, null);
    }

    private HttpRequestMessage Request(string realmId, string route, ReadOnlyMemory<byte>? content, string contentType, string? requestId)
    {
        string query = route.Contains('?', StringComparison.Ordinal) ? "&" : "?";
        string key = requestId is null ? string.Empty : $"requestid={Uri.EscapeDataString(requestId)}&";
        Uri address = new(options.Value.ApiUrl, $"/v3/company/{realmId}/{route}{query}{key}minorversion={MinorVersion}");
        HttpRequestMessage request = new(content is null ? HttpMethod.Get : HttpMethod.Post, address);
        if (content is { } bytes)
        {
            request.Content = new ReadOnlyMemoryContent(bytes);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType) { CharSet = "utf-8" };
        }

        request.Headers.Accept.ParseAdd(JsonType);
        request.ForAccount(CompanyLimits.Account(realmId), limits.Limits);
        if (ClassOf(route) is { } requestClass)
        {
            request.InClass(requestClass);
        }

        // A write that got no answer goes back as uncertain: its intent is kept, and who resends it decides by it.
        return requestId is null ? request.WithIdempotencyKey().AsMeteredRead() : request;
    }
}
