using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SyncKit.Credentials;
using SyncKit.Http;
using SyncKit.QuickBooks.Api;

namespace SyncKit.QuickBooks.Authentication;

/// <summary>Asks Intuit for tokens; one call, one answer.</summary>
internal sealed class TokenEndpoint(IHttpClientFactory clients, IOptions<QuickBooksOptions> options, TimeProvider time)
{
    public const string ClientName = "SyncKit.QuickBooks.Tokens";

    /// <summary>Trades a refresh token for an access token.</summary>
    public Task<TokenAnswer> RefreshAsync(string account, Secret refreshToken, CancellationToken cancellationToken) =>
        AskAsync(
            account,
            [KeyValuePair.Create("grant_type", "refresh_token"), KeyValuePair.Create("refresh_token", refreshToken.Reveal())],
            cancellationToken);

    /// <summary>Trades the code of a consent for both tokens.</summary>
    /// <param name="account">Whose call it is.</param>
    /// <param name="code">The code.</param>
    /// <param name="redirect">The redirect address that the consent was asked with, to the letter.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    public Task<TokenAnswer> RedeemAsync(string account, string code, Uri redirect, CancellationToken cancellationToken) =>
        AskAsync(
            account,
            [
                KeyValuePair.Create("grant_type", "authorization_code"),
                KeyValuePair.Create("code", code),
                KeyValuePair.Create("redirect_uri", redirect.AbsoluteUri),
            ],
            cancellationToken);

    /// <summary>Gives access up.</summary>
    public async Task<TokenAnswerKind> RevokeAsync(string account, Secret token, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            json.WriteString("token", token.Reveal());
            json.WriteEndObject();
        }

        using HttpRequestMessage request = Request(options.Value.RevokeUrl, account);
        request.Content = new ReadOnlyMemoryContent(body.WrittenMemory);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        HttpAnswer answer = await clients.CreateClient(ClientName).AnswerAsync(request, ExpectedBody.Anything, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess ? TokenAnswerKind.Granted : KindOfFault(answer);
    }

    private async Task<TokenAnswer> AskAsync(string account, KeyValuePair<string, string>[] form, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = Request(options.Value.TokenUrl, account);
        request.Headers.Add("x-include-refresh-token-hard-expires-in", "true");
        request.Content = new FormUrlEncodedContent(form);
        DateTimeOffset asked = time.GetUtcNow();
        HttpAnswer answer = await clients.CreateClient(ClientName).AnswerAsync(request, ExpectedBody.Json, cancellationToken).ConfigureAwait(false);
        return Read(answer, asked);
    }

    private HttpRequestMessage Request(Uri address, string account)
    {
        QuickBooksOptions app = options.Value;
        HttpRequestMessage request = new(HttpMethod.Post, address);
        string client = $"{app.ClientId}:{app.ClientSecret}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(client)));
        request.Headers.Accept.ParseAdd("application/json");
        return request.ForAccount(account);
    }

    private static TokenAnswer Read(HttpAnswer answer, DateTimeOffset asked)
    {
        if (answer.Fault is { } fault)
        {
            return new TokenAnswer(KindOfFault(answer)) { Wait = fault.Wait };
        }

        return Json.TryParse(answer.Body, out JsonElement root) ? Granted(root, asked) : new TokenAnswer(TokenAnswerKind.Lost);
    }

    private static TokenAnswerKind KindOfFault(HttpAnswer answer) => answer.Fault!.Kind switch
    {
        HttpFaultKind.NotSent or HttpFaultKind.Throttled => TokenAnswerKind.NotSent,
        HttpFaultKind.NoAnswer or HttpFaultKind.ServerError or HttpFaultKind.BadBody => TokenAnswerKind.Lost,
        _ => KindOfError(answer.Body),
    };

    private static TokenAnswer Granted(JsonElement root, DateTimeOffset asked)
    {
        string access = root.Text("access_token");
        string refresh = root.Text("refresh_token");
        if (access.Length == 0 || refresh.Length == 0)
        {
            return new TokenAnswer(KindOfError(root));
        }

        return new TokenAnswer(TokenAnswerKind.Granted)
        {
            AccessToken = new Secret(access),
            RefreshToken = new Secret(refresh),
            AccessTokenExpiresAt = asked.AddSeconds((double)Math.Clamp(root.Number("expires_in") ?? 3600, 0, 86_400)),
            RefreshTokenExpiresAt = End("x_refresh_token_expires_in"),
            RefreshTokenHardExpiresAt = End("x_refresh_token_hard_expires_in"),
        };

        DateTimeOffset? End(string name) => root.Number(name) is { } left ? asked.AddSeconds((double)Math.Clamp(left, 0, 3_000_000_000)) : null;
    }

    private static TokenAnswerKind KindOfError(ReadOnlyMemory<byte> body) =>
        Json.TryParse(body, out JsonElement root) ? KindOfError(root) : TokenAnswerKind.Refused;

    private static TokenAnswerKind KindOfError(JsonElement root) => root.Text("error") switch
    {
        "invalid_grant" => TokenAnswerKind.InvalidGrant,
        "invalid_client" or "unauthorized_client" => TokenAnswerKind.InvalidClient,
        _ => TokenAnswerKind.Refused,
    };
}
