using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Faults;

namespace SyncKit.Connecting;

/// <summary>
/// How one system lets a person connect an account: where the browser is sent, what comes back, and how access is given up. Registered under the connector's name.
/// Stateless; safe for use from several threads.
/// </summary>
public interface IConsentFlow
{
    /// <summary>The query parameter of the callback that holds the state, for example <c>state</c>.</summary>
    string StateParameter { get; }

    /// <summary>Says where to send the browser, or why it cannot be sent.</summary>
    ConsentStart Start(ConsentRequest request);

    /// <summary>
    /// Reads credentials that the system hands over server to server, before the browser comes back; <see langword="null"/> when they are none, or when the system
    /// does not hand any over.
    /// </summary>
    /// <param name="fields">What was handed over.</param>
    CredentialSet? ReadDelivery(IReadOnlyDictionary<string, string> fields);

    /// <summary>
    /// Turns what the browser brought back into credentials. It is called once for each attempt, and whatever it asks the system for it asks once.
    /// </summary>
    Task<ConsentGrant> RedeemAsync(ConsentReturn back, CancellationToken cancellationToken);

    /// <summary>
    /// Looks at the account with its credentials, which are stored under the id of <paramref name="trial"/> by now: does it answer, what is it called.
    /// </summary>
    /// <param name="trial">The connection as it would be, under an id of its own that ends with the attempt.</param>
    /// <param name="parameters">What the attempt was begun with.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    Task<ConsentedAccount> LookAsync(Connection trial, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken);

    /// <summary>Gives access up at the system, as far as it has a call for that.</summary>
    /// <param name="connection">Whose access.</param>
    /// <param name="credentials">Its credentials.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>Why access may go on at the system; <see langword="null"/> when it is given up.</returns>
    Task<Failure?> RevokeAsync(ConnectionId connection, CredentialSet credentials, CancellationToken cancellationToken);

    /// <summary>The account that settings name; <see langword="null"/> when they name none.</summary>
    string? AccountOf(ConnectionSettings settings);

    /// <summary>Renews what ends unless it is used or renewed, where that is due, and says when the grant ends; nothing where grants do not end.</summary>
    Task<GrantLife> TendAsync(Connection connection, CancellationToken cancellationToken);

    /// <summary>Drops what this process remembers of a connection's credentials.</summary>
    void Forget(ConnectionId connection);
}
