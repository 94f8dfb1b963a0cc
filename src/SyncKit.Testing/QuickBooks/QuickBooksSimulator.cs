using System.Globalization;
using System.Text.Json;
using SyncKit.Testing.Faults;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.QuickBooks.Authorization;
using SyncKit.Testing.QuickBooks.Calls;
using SyncKit.Testing.QuickBooks.Limits;
using SyncKit.Testing.QuickBooks.Snapshots;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.Snapshots;

namespace SyncKit.Testing.QuickBooks;

/// <summary>
/// QuickBooks Online on a free loopback port: the accounting API and the OAuth endpoints, with companies that keep books, enforce their
/// rules and limits, and misbehave as planned. Safe for use from several threads.
/// </summary>
public sealed class QuickBooksSimulator : IAsyncDisposable
{
    private const string CompanyPrefix = "/v3/company/";

    private readonly QuickBooksSimulatorOptions options;
    private readonly Authority authority;
    private readonly TokenEndpoint tokens;
    private readonly ConsentPage consent;
    private readonly ReadQuota quota;
    private readonly Random chance;
    private readonly Lock gate = new();
    private readonly Dictionary<string, SimulatedCompany> companies = new(StringComparer.Ordinal);
    private readonly RequestLog log = new();
    private LoopbackServer? server;

    private QuickBooksSimulator(QuickBooksSimulatorOptions options, QuickBooksSnapshot? saved)
    {
        this.options = options;
        authority = new Authority(options);
        tokens = new TokenEndpoint(authority, ClientId, ClientSecret);
        consent = new ConsentPage(authority, ClientId, options.RedirectAddresses);
        quota = new ReadQuota(options.Limits);
        chance = new Random(saved?.Seed ?? options.Seed);
        if (saved is null)
        {
            return;
        }

        authority.Load(saved.Authority);
        foreach (CompanySnapshot company in saved.Companies)
        {
            companies[company.RealmId] = SimulatedCompany.Load(company, options, authority, new Random(chance.Next()));
        }
    }

    /// <summary>The base of the API: <c>v3/company/{realmId}/…</c> is appended to it.</summary>
    public Uri ApiUrl => server!.Address;

    /// <summary>Where codes and refresh tokens are traded for access tokens.</summary>
    public Uri TokenUrl => new(ApiUrl, "oauth2/v1/tokens/bearer");

    /// <summary>Where a person consents; the browser is sent back at once.</summary>
    public Uri AuthorizeUrl => new(ApiUrl, "connect/oauth2");

    /// <summary>The company that a consenting person chooses.</summary>
    /// <value>The default is the first one.</value>
    public SimulatedCompany? ChosenCompany { get; set; }

    /// <summary>Whether the person does not allow the access.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool DeniesConsent { get; set; }

    /// <summary>Where tokens are revoked.</summary>
    public Uri RevokeUrl => new(ApiUrl, "v2/oauth2/tokens/revoke");

    /// <summary>The app's client id.</summary>
    public string ClientId { get; } = "ABsimulatedClientId";

    /// <summary>The app's client secret.</summary>
    public string ClientSecret { get; } = "simulated-client-secret";

    /// <summary>Which calls go wrong, and how.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>The latest requests, oldest first, at most 10 000 of them and 32 MiB of bodies. Requests that a planned fault kept from being answered are not among them.</summary>
    public IReadOnlyList<SimulatedRequest> Requests => log.Latest();

    /// <summary>How many requests there were in all.</summary>
    public int Calls => log.Count;

    /// <summary>The companies, oldest first.</summary>
    public IReadOnlyList<SimulatedCompany> Companies
    {
        get
        {
            lock (gate)
            {
                return [.. companies.Values];
            }
        }
    }

    /// <summary>Starts a simulator on a free port.</summary>
    /// <param name="options">How it behaves; the defaults when absent.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The running simulator, which its owner disposes of.</returns>
    /// <exception cref="FileNotFoundException">There is no file at <see cref="QuickBooksSimulatorOptions.LoadFrom"/>.</exception>
    /// <exception cref="InvalidDataException">The file at <see cref="QuickBooksSimulatorOptions.LoadFrom"/> is broken or of another version.</exception>
    public static async Task<QuickBooksSimulator> StartAsync(QuickBooksSimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new QuickBooksSimulatorOptions();
        QuickBooksSnapshot? saved = options.LoadFrom is { } file
            ? await SnapshotFile.ReadAsync(file, QuickBooksSnapshot.CurrentFormat, QuickBooksSnapshotJson.Default.QuickBooksSnapshot, cancellationToken).ConfigureAwait(false)
            : null;
        QuickBooksSimulator simulator = new(options, saved);
        simulator.server = await LoopbackServer
            .StartAsync(simulator.Answer, simulator.RenderFailure, simulator.Faults, options.Time, cancellationToken)
            .ConfigureAwait(false);
        return simulator;
    }

    /// <summary>Adds a company that has consented to the app, with the accounts and lists of a new company.</summary>
    /// <param name="company">What kind of company; the defaults when absent.</param>
    /// <returns>The company.</returns>
    public SimulatedCompany AddCompany(CompanyOptions? company = null)
    {
        lock (gate)
        {
            string realmId = (9_341_450_000_000_000L + (companies.Count * 1_000L) + chance.Next(1_000)).ToString(CultureInfo.InvariantCulture);
            SimulatedCompany added = SimulatedCompany.Found(realmId, company ?? new CompanyOptions(), options, authority, new Random(chance.Next()));
            companies[realmId] = added;
            return added;
        }
    }

    /// <summary>
    /// Writes companies and tokens as they are now to a file for <see cref="QuickBooksSimulatorOptions.LoadFrom"/>, over an older one if there is.
    /// Requests, counters, meters and planned faults are not saved. The file holds tokens in the clear.
    /// </summary>
    /// <param name="file">The file's path.</param>
    /// <param name="cancellationToken">Gives up the saving; an older file then stays.</param>
    /// <returns>A task that ends when the file is in its place.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public Task SaveAsync(string file, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        QuickBooksSnapshot snapshot;
        lock (gate)
        {
            snapshot = new QuickBooksSnapshot(QuickBooksSnapshot.CurrentFormat, chance.Next(), authority.Save(), [.. companies.Values.Select(company => company.Save())]);
        }

        return SnapshotFile.WriteAsync(file, JsonSerializer.SerializeToUtf8Bytes(snapshot, QuickBooksSnapshotJson.Default.QuickBooksSnapshot), cancellationToken);
    }

    /// <summary>A signed webhook delivery of everything that changed in all companies since their last ones, mixed in one body.</summary>
    /// <param name="verifierToken">The verifier token of the app's webhooks.</param>
    /// <returns>The delivery, or <see langword="null"/> when nothing changed.</returns>
    public QuickBooksWebhookDelivery? TakeWebhookDelivery(string verifierToken) =>
        QuickBooksWebhookDelivery.Of([.. Companies.Select(company => company.TakeChanges())], verifierToken, options.LegacyWebhooks);

    /// <summary>Counts the remembered requests that satisfy a condition.</summary>
    /// <param name="where">The condition.</param>
    /// <returns>How many there are.</returns>
    public int CountCalls(Func<SimulatedRequest, bool> where) => log.Latest().Count(where);

    /// <summary>Stops listening.</summary>
    /// <returns>A task that ends when the port is free.</returns>
    public ValueTask DisposeAsync() => server!.DisposeAsync();

    private static string? Bearer(SimulatedRequest request) =>
        request.Headers.TryGetValue("Authorization", out string? header) && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;

    private SimulatedResponse Answer(SimulatedRequest request)
    {
        log.Add(request);
        try
        {
            return Stamp(Route(request));
        }
        catch (RefusalException refusal)
        {
            return Stamp(Render(refusal));
        }
    }

    private SimulatedResponse Route(SimulatedRequest request)
    {
        if (request.Method == "POST" && request.Path == "/oauth2/v1/tokens/bearer")
        {
            return tokens.Token(request);
        }

        if (request.Method == "POST" && request.Path == "/v2/oauth2/tokens/revoke")
        {
            return tokens.Revoke(request);
        }

        if (request.Method == "GET" && request.Path == "/connect/oauth2")
        {
            return consent.Answer(request, DeniesConsent ? null : (ChosenCompany ?? (Companies is [{ } first, ..] ? first : null))?.RealmId);
        }

        if (!request.Path.StartsWith(CompanyPrefix, StringComparison.Ordinal))
        {
            return SimulatedResponse.Html(404, "<html><body>Not found</body></html>");
        }

        string rest = request.Path[CompanyPrefix.Length..];
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        string realmId = slash < 0 ? rest : rest[..slash];
        Admit(Bearer(request), realmId);
        SimulatedCompany company;
        lock (gate)
        {
            company = companies[realmId];
        }

        return company.Answer(request, slash < 0 ? string.Empty : rest[(slash + 1)..], quota);
    }

    private void Admit(string? token, string realmId)
    {
        switch (authority.Decide(token, realmId))
        {
            case AccessDecision.TokenMissing:
                throw GatewayRefusal.TokenMissing();
            case AccessDecision.TokenExpired:
                throw GatewayRefusal.TokenExpired(token!);
            case AccessDecision.NotAuthorized:
                throw GatewayRefusal.NotAuthorized();
            case AccessDecision.UserLostAccess:
                throw GatewayRefusal.UserLostAccess();
        }
    }

    private SimulatedResponse Render(RefusalException refusal)
    {
        bool throttled = refusal.Status == 429;
        SimulatedResponse response = Envelope.Fault(refusal, options.Time.GetUtcNow(), options.FaultsAsXml || (throttled && options.Limits.ThrottleAsXml));
        if (refusal.Status == 400 && options.FaultsWithStatus200)
        {
            response = response with { Status = 200 };
        }

        return throttled && options.Limits.RetryAfterOn429 is { } wait
            ? response.With("Retry-After", ((long)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture))
            : response;
    }

    private SimulatedResponse RenderFailure(int status) => Stamp(Render(PlannedRefusal.For(status)));

    private SimulatedResponse Stamp(SimulatedResponse response)
    {
        Span<byte> id = stackalloc byte[16];
        lock (gate)
        {
            chance.NextBytes(id);
        }

        string hex = Convert.ToHexStringLower(id);
        return response.With("intuit_tid", $"1-{hex[..8]}-{hex[8..]}");
    }
}
