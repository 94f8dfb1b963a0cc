using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.QuickBooks.Authentication;

namespace SyncKit.QuickBooks.Connecting;

/// <summary>
/// Trades the code of a consent for tokens, once. Meanwhile nobody refreshes the connection's present tokens: Intuit may take two calls at once for theft.
/// </summary>
internal sealed class CodeExchange(TokenEndpoint endpoint, ICredentialStore store, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private const int MostLooks = 60;

    public async Task<TokenAnswer> RunAsync(ConnectionId connection, string code, Uri redirect, CancellationToken cancellationToken)
    {
        string owner = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        for (int look = 0; look < MostLooks; look++)
        {
            if (await store.TryBeginRefreshAsync(connection, owner, Life, cancellationToken).ConfigureAwait(false))
            {
                try
                {
                    return await endpoint.RedeemAsync($"quickbooks-tokens/{connection}", code, redirect, cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    await store.EndRefreshAsync(connection, owner, CancellationToken.None).ConfigureAwait(false);
                }
            }

            await Task.Delay(Look, time, cancellationToken).ConfigureAwait(false);
        }

        return new TokenAnswer(TokenAnswerKind.NotSent);
    }
}
