using System.Security.Cryptography;
using System.Text;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Credentials;

namespace SyncKit.Connecting;

/// <summary>
/// Lets a person connect an account in the browser: begins an attempt, takes what comes back of it once and only from the browser that began it, looks at the
/// account, and gives the connection its credentials. Safe for use from several threads; attempts may end on another host than they began on.
/// </summary>
public sealed class AccountConnector
{
    private const int StateBytes = 32;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly ConsentFlows flows;
    private readonly IConnectAttemptStore attempts;
    private readonly IConnectionStore connections;
    private readonly TrialCredentials trials;
    private readonly GrantTrial trial;
    private readonly IAuditTrail audit;
    private readonly TimeProvider time;

    internal AccountConnector(
        ConsentFlows flows,
        IConnectAttemptStore attempts,
        IConnectionStore connections,
        TrialCredentials trials,
        GrantTrial trial,
        IAuditTrail audit,
        TimeProvider time)
    {
        this.flows = flows;
        this.attempts = attempts;
        this.connections = connections;
        this.trials = trials;
        this.trial = trial;
        this.audit = audit;
        this.time = time;
    }

    /// <summary>The query parameter of a connector's callback that holds the state; <see langword="null"/> when its accounts cannot be connected in the browser.</summary>
    /// <param name="connector">The connector's name.</param>
    public string? StateParameter(string connector) => flows.Find(connector)?.StateParameter;

    /// <summary>Begins an attempt, which may be finished within 10 minutes and once.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>Where to send the browser, or why it cannot be sent.</returns>
    public async Task<ConnectStart> BeginAsync(ConnectRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrEmpty(request.Session);
        ConnectionId id = request.Connection;
        if (flows.Find(id.Connector) is not { } flow)
        {
            return new ConnectStart(null, null, ConnectRefusals.NoSuchConnector(id.Connector));
        }

        Connection? existing = await connections.FindAsync(id, cancellationToken).ConfigureAwait(false);
        string state = RandomNumberGenerator.GetHexString(StateBytes * 2, lowercase: true);
        ConsentStart start = flow.Start(new ConsentRequest(id, existing?.Settings, state, request.Callback, request.Delivery, request.Parameters));
        if (!start.IsGood)
        {
            return new ConnectStart(null, null, start.Refusal);
        }

        ConnectAttempt attempt = new()
        {
            StateHash = Hash(state),
            SessionHash = Hash(request.Session),
            Connection = id,
            Callback = request.Callback,
            Parameters = start.Parameters.Count > 0 ? start.Parameters : request.Parameters,
            AllowOtherAccount = request.AllowOtherAccount,
            ReturnTo = request.ReturnTo,
            Actor = Actor.Current,
        };
        await attempts.AddAsync(attempt, Life, cancellationToken).ConfigureAwait(false);
        await NoteAsync(id, "connect.begun", request.AllowOtherAccount ? "another account allowed" : "connect", cancellationToken).ConfigureAwait(false);
        return new ConnectStart(start.Address, state, null);
    }

    /// <summary>Keeps credentials that a system hands over server to server, once for each attempt. They do nothing until the browser that began it is back.</summary>
    /// <param name="connector">The connector's name.</param>
    /// <param name="fields">What was handed over.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>Whether they are kept; when not, they belong to no open attempt, or are no credentials.</returns>
    public async Task<bool> DeliverAsync(string connector, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fields);
        if (flows.Find(connector) is not { } flow
            || !fields.TryGetValue(flow.StateParameter, out string? state)
            || flow.ReadDelivery(fields) is not { } secrets)
        {
            return false;
        }

        ConnectAttempt? attempt = await attempts.FindOpenAsync(Hash(state), cancellationToken).ConfigureAwait(false);
        if (attempt is null || attempt.Connection.Connector != connector)
        {
            return false;
        }

        using IDisposable acting = Actor.Begin(attempt.Actor);
        if (!await trials.TryPutAsync(attempt, secrets, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        if (await attempts.FindOpenAsync(attempt.StateHash, CancellationToken.None).ConfigureAwait(false) is not null)
        {
            return true;
        }

        // It ended in between, and who ended it did not see them.
        await trials.DeleteAsync(attempt, CancellationToken.None).ConfigureAwait(false);
        return false;
    }

    /// <summary>Finishes an attempt with what the browser brought back.</summary>
    /// <param name="connector">The connector's name.</param>
    /// <param name="query">The callback's query.</param>
    /// <param name="session">What the browser keeps in its cookie; empty when it has none.</param>
    /// <param name="cancellationToken">Cancels before the attempt is taken; from then on it is finished.</param>
    /// <returns>The connection, or why there is none.</returns>
    public async Task<ConnectOutcome> CompleteAsync(
        string connector, IReadOnlyDictionary<string, string> query, string session, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(session);
        if (flows.Find(connector) is not { } flow)
        {
            return new ConnectOutcome { Refusal = ConnectRefusals.NoSuchConnector(connector) };
        }

        ConnectAttempt? attempt = query.TryGetValue(flow.StateParameter, out string? state) && state.Length > 0
            ? await attempts.TakeAsync(Hash(state), cancellationToken).ConfigureAwait(false)
            : null;
        if (attempt is null)
        {
            return new ConnectOutcome { Refusal = ConnectRefusals.UnknownAttempt };
        }

        using IDisposable acting = Actor.Begin(attempt.Actor);
        if (attempt.Connection.Connector != connector || !IsSame(attempt.SessionHash, Hash(session)))
        {
            // Whoever brings a state that he did not begin was led here: the attempt is over, and so is what was handed over for it.
            await trial.DropAsync(attempt).ConfigureAwait(false);
            await NoteAsync(attempt.Connection, "connect.refused", ConnectRefusals.OtherBrowser.Code, CancellationToken.None).ConfigureAwait(false);
            return new ConnectOutcome { Refusal = ConnectRefusals.OtherBrowser };
        }

        ConnectOutcome outcome = await RedeemAsync(flow, attempt, query).ConfigureAwait(false);
        if (outcome.Refusal is { } refusal)
        {
            await NoteAsync(attempt.Connection, "connect.refused", refusal.Code, CancellationToken.None).ConfigureAwait(false);
        }

        return outcome with { ReturnTo = attempt.ReturnTo };
    }

    private async Task<ConnectOutcome> RedeemAsync(IConsentFlow flow, ConnectAttempt attempt, IReadOnlyDictionary<string, string> query)
    {
        // From here on nothing is given up half-way: a grant that nobody keeps is access that nobody can take back.
        CancellationToken never = CancellationToken.None;
        CredentialSet? delivered = await trials.FindAsync(attempt, never).ConfigureAwait(false);
        Connection? existing = await connections.FindAsync(attempt.Connection, never).ConfigureAwait(false);
        ConsentGrant grant = await flow
            .RedeemAsync(new ConsentReturn(attempt.Connection, existing?.Settings, attempt.Callback, attempt.Parameters, query, delivered), never)
            .ConfigureAwait(false);
        if (!grant.IsGood)
        {
            await trial.DropAsync(attempt).ConfigureAwait(false);
            return new ConnectOutcome { Refusal = grant.Refusal };
        }

        await trials.PutAsync(attempt, grant.Credentials, grant.SettingsJson, never).ConfigureAwait(false);
        return await trial.RunAsync(flow, attempt, existing, grant.SettingsJson).ConfigureAwait(false);
    }

    private Task NoteAsync(ConnectionId id, string action, string reason, CancellationToken cancellationToken) => audit.AppendAsync(
        [new AuditEntry(id.Tenant, time.GetUtcNow(), action, id.ToString(), reason, Actor.Current)], cancellationToken);

    private static bool IsSame(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(left), Encoding.ASCII.GetBytes(right));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
