using System.Collections.Concurrent;
using System.Globalization;
using SyncKit.Connecting;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Faults;

namespace SyncKit.QuickBooks.Authentication;

/// <summary>
/// Renews tokens ahead: an access token in use before it runs out, so that no call waits for it, and a refresh token that nobody uses long before its days are over.
/// </summary>
internal sealed class TokenTending(AccessTokens tokens, ICredentialStore store, TimeProvider time)
{
    private static readonly TimeSpan InUse = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromDays(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<ConnectionId, DateTimeOffset> nextLook = new();

    public async Task<GrantLife> RunAsync(ConnectionId connection, CancellationToken cancellationToken)
    {
        if (tokens.FindEnding(connection, InUse, Ahead) is { } ending)
        {
            AccessToken renewed = await tokens.RenewAsync(connection, ending, cancellationToken).ConfigureAwait(false);
            if (!renewed.IsGood)
            {
                return new GrantLife([], renewed.Failure);
            }
        }

        DateTimeOffset now = time.GetUtcNow();
        if (nextLook.TryGetValue(connection, out DateTimeOffset next) && now < next)
        {
            return GrantLife.Endless;
        }

        // Every look is an audited read, so there are few of them.
        GrantLife life = await LookAsync(connection, now, cancellationToken).ConfigureAwait(false);
        nextLook[connection] = now + (life.Failure is null ? LookEvery : LookAgain);
        return life;
    }

    public void Forget(ConnectionId connection) => nextLook.TryRemove(connection, out _);

    private async Task<GrantLife> LookAsync(ConnectionId connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        CredentialSet? secrets = await ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        if (secrets?.Find(QuickBooksCredentials.RefreshToken) is null)
        {
            return GrantLife.Endless;
        }

        Failure? failure = null;
        if (TokenLife.RollingEnd(secrets) - now <= TokenLife.RenewAhead)
        {
            Secret? old = secrets.Find(QuickBooksCredentials.AccessToken);
            failure = (await tokens.RenewAsync(connection, old, cancellationToken).ConfigureAwait(false)).Failure;
            secrets = await ReadAsync(connection, cancellationToken).ConfigureAwait(false) ?? secrets;
        }

        return new GrantLife([.. Edges(secrets, now)], failure);
    }

    private static IEnumerable<GrantEdge> Edges(CredentialSet secrets, DateTimeOffset now)
    {
        if (TokenLife.HardEnd(secrets) is { } hard && hard - now <= TokenLife.WarnAhead)
        {
            yield return Edge("hard", hard, "Intuit ends every connection after some years, however often it is used.");
        }

        if (TokenLife.RollingEnd(secrets) is { } rolling && rolling - now <= TokenLife.WarnUnrenewed)
        {
            yield return Edge("rolling", rolling, "Its token could not be renewed for long, and Intuit ends connections that are not used.");
        }
    }

    private static GrantEdge Edge(string name, DateTimeOffset end, string why) => new(
        name,
        end,
        string.Create(CultureInfo.InvariantCulture, $"The connection to QuickBooks ends on {end.UtcDateTime:yyyy-MM-dd}. {why}"),
        "Have an administrator of the QuickBooks company connect it again before.");

    private async Task<CredentialSet?> ReadAsync(ConnectionId connection, CancellationToken cancellationToken) =>
        (await store.FindAsync(connection, "see when the grant ends", cancellationToken).ConfigureAwait(false))?.Secrets;
}
