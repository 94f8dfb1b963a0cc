using SyncKit.Connecting;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Credentials;
using SyncKit.Faults;

namespace SyncKit.Core.Tests.Connecting;

/// <summary>A system whose accounts are named in the settings as <c>{"account":"…"}</c>, and which does as it is told.</summary>
internal sealed class FakeConsent(ICredentialStore credentials) : IConsentFlow, IConnector
{
    public string Name => "books";

    public string StateParameter => "state";

    public List<string> Calls { get; } = [];

    public List<ConnectionId> Forgotten { get; } = [];

    public string Account { get; set; } = "first";

    public Failure? LookRefusal { get; set; }

    public Failure? RevokeFailure { get; set; }

    public List<Finding> Findings { get; } = [];

    public GrantLife Life { get; set; } = GrantLife.Endless;

    /// <summary>Runs when the account is looked at.</summary>
    public Func<Connection, Task>? OnLook { get; set; }

    public ConsentStart Start(ConsentRequest request) => ConsentStart.At(new Uri($"https://books.example/allow?state={request.State}"));

    public CredentialSet? ReadDelivery(IReadOnlyDictionary<string, string> fields) => null;

    public Task<ConsentGrant> RedeemAsync(ConsentReturn back, CancellationToken cancellationToken)
    {
        Calls.Add("redeem");
        return Task.FromResult(ConsentGrant.Of(CredentialSet.Of(("token", $"grant of {Account}")), Settings(Account)));
    }

    public async Task<ConsentedAccount> LookAsync(Connection trial, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken)
    {
        // What is used is durable: it is read from the store.
        string? token = (await credentials.FindAsync(trial.Id, "look", cancellationToken))?.Secrets.Find("token")?.Reveal();
        Calls.Add($"look with {token}");
        await (OnLook?.Invoke(trial) ?? Task.CompletedTask);
        return LookRefusal is { } refusal ? ConsentedAccount.Refused(refusal) : ConsentedAccount.Called($"The {AccountOf(trial.Settings)} company");
    }

    public Task<Failure?> RevokeAsync(ConnectionId connection, CredentialSet secrets, CancellationToken cancellationToken)
    {
        Calls.Add($"revoke {secrets.Find("token")?.Reveal()}");
        return Task.FromResult(RevokeFailure);
    }

    public string? AccountOf(ConnectionSettings settings) =>
        System.Text.Json.JsonDocument.Parse(settings.Json).RootElement.TryGetProperty("account", out System.Text.Json.JsonElement account) ? account.GetString() : null;

    public Task<GrantLife> TendAsync(Connection connection, CancellationToken cancellationToken)
    {
        Calls.Add("tend");
        return Task.FromResult(Life);
    }

    public void Forget(ConnectionId connection) => Forgotten.Add(connection);

    public Task<IReadOnlyList<Finding>> CheckAsync(Connection connection, CancellationToken cancellationToken)
    {
        Calls.Add("check");
        return Task.FromResult<IReadOnlyList<Finding>>([.. Findings]);
    }

    public static string Settings(string account) => $$"""{"account":"{{account}}"}""";
}
