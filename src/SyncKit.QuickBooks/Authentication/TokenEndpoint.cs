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

    public async Task<TokenAnswer> RefreshAsync(string account, Secret refreshToken, CancellationToken cancellationToken)
    {
        QuickBooksOptions app = options.Value;
        using HttpRequestMessage request = new(HttpMethod.Post, app.TokenUrl);
        string client = $"{app.ClientId}:{app.ClientSecret}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(client)));
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Add("x-include-refresh-token-hard-expires-in", "true");
        request.Content = new FormUrlEncodedContent(
        [
            new KeyValuePair<string, string>("grant_type", "refresh_token"),
            new KeyValuePair<string, string>("refresh_token", refreshToken.Reveal()),
        ]);
        request.ForAccount(account);
        DateTimeOffset asked = time.GetUtcNow();
        HttpAnswer answer = await clients.CreateClient(ClientName).AnswerAsync(request, ExpectedBody.Json, cancellationToken).ConfigureAwait(false);
        return Read(answer, asked);
    }

    private static TokenAnswer Read(HttpAnswer answer, DateTimeOffset asked)
    {
        if (answer.Fault is { } fault)
        {
            return fault.Kind switch
            {
                HttpFaultKind.NotSent or HttpFaultKind.Throttled => new TokenAnswer(TokenAnswerKind.NotSent) { Wait = fault.Wait },
                HttpFaultKind.NoAnswer or HttpFaultKind.ServerError or HttpFaultKind.BadBody => new TokenAnswer(TokenAnswerKind.Lost) { Wait = fault.Wait },
                _ => new TokenAnswer(KindOfError(answer.Body)),
            };
        }

        return Json.TryParse(answer.Body, out JsonElement root) ? Granted(root, asked) : new TokenAnswer(TokenAnswerKind.Lost);
    }

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
