using System.Text;
using System.Text.Json.Nodes;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.QuickBooks.Authorization;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Calls;
using SyncKit.Testing.QuickBooks.Documents;
using SyncKit.Testing.QuickBooks.Ledger;
using SyncKit.Testing.QuickBooks.Limits;
using SyncKit.Testing.QuickBooks.Snapshots;
using SyncKit.Testing.QuickBooks.Webhooks;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks;

/// <summary>
/// One company in a <see cref="QuickBooksSimulator"/>: what its books hold, what its bookkeeper does, and how it was called. Safe for use from several threads.
/// </summary>
public sealed class SimulatedCompany
{
    private readonly CompanyBooks books;
    private readonly CompanyApi api;
    private readonly Bookkeeper bookkeeper;
    private readonly Authority authority;
    private readonly CallMeter meter;
    private readonly Reception reception;

    private SimulatedCompany(string realmId, CompanyOptions settings, QuickBooksSimulatorOptions behaviour, Authority authority, Random chance)
    {
        RealmId = realmId;
        this.authority = authority;
        books = new CompanyBooks(settings.Copy(), behaviour);
        api = new CompanyApi(books, realmId, chance);
        bookkeeper = new Bookkeeper(books, api.Writer);
        meter = new CallMeter(behaviour.Limits);
        reception = new Reception(books, api, meter);
    }

    /// <summary>The company's id in the API.</summary>
    public string RealmId { get; }

    /// <summary>The first refresh token. Later ones come from the token endpoint only.</summary>
    public string RefreshToken { get; private set; } = string.Empty;

    /// <summary>The customers, inactive ones included, oldest first.</summary>
    public IReadOnlyList<ListedEntity> Customers => Listed("Customer");

    /// <summary>The items, inactive ones included, oldest first.</summary>
    public IReadOnlyList<ListedEntity> Items => Listed("Item");

    /// <summary>What the documents come to per account. Worked out anew at each look.</summary>
    public CompanyBalances Balances => Locked(() => TrialBalance.Of(books));

    /// <summary>How many successful reads were metered; each query in a batch counts as one.</summary>
    public int MeteredReads => Locked(() => api.MeteredReads);

    /// <summary>How many entities were created, updated, deleted or voided through the API. Replayed answers do not count.</summary>
    public int Writes => Locked(() => api.Writes);

    /// <summary>How many batch calls came in, throttled ones included.</summary>
    public int BatchCalls => meter.BatchCalls;

    /// <summary>How many calls were refused with 429.</summary>
    public int Throttled => meter.Throttled;

    /// <summary>The most calls that came in within any second, throttled ones included.</summary>
    public int PeakRequestsPerSecond => meter.PeakPerSecond;

    /// <summary>The most calls that came in within any 60 seconds, throttled ones included.</summary>
    public int PeakRequestsPerMinute => meter.PeakPerMinute;

    /// <summary>The most batch calls that came in within any 60 seconds, throttled ones included.</summary>
    public int PeakBatchCallsPerMinute => meter.PeakBatchPerMinute;

    /// <summary>The most calls that were being answered at the same time.</summary>
    public int PeakConcurrentRequests => meter.PeakConcurrent;

    /// <summary>The transactions of one kind as they stand, in the order they were created. Deleted ones are not among them, void ones are.</summary>
    /// <param name="entity">The entity's name, for example <c>SalesReceipt</c>.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="ArgumentException">The API has no such transaction.</exception>
    public IReadOnlyList<BookedDocument> Documents(string entity)
    {
        EntityKind kind = Transaction(entity);
        return Locked(() => books[kind].Rows.Select(Reading.Of).ToList());
    }

    /// <summary>The list entities of one kind, inactive ones included, oldest first.</summary>
    /// <param name="entity">The entity's name, for example <c>Vendor</c> or <c>Account</c>.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="ArgumentException">The API has no such list.</exception>
    public IReadOnlyList<ListedEntity> Listed(string entity)
    {
        EntityKind kind = Kind(entity);
        return kind.HasActive
            ? Locked(() => books[kind].Rows.Select(Reading.Listed).ToList())
            : throw new ArgumentException($"'{entity}' is not a list.", nameof(entity));
    }

    /// <summary>How many transactions of one kind there are, deleted ones not counted.</summary>
    /// <param name="entity">The entity's name, for example <c>SalesReceipt</c>.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentException">The API has no such transaction.</exception>
    public int Count(string entity)
    {
        EntityKind kind = Transaction(entity);
        return Locked(() => books[kind].Count);
    }

    /// <summary>An entity of any kind as the API returns it.</summary>
    /// <param name="entity">The entity's name, for example <c>Customer</c>.</param>
    /// <param name="id">Its id.</param>
    /// <returns>JSON, or <see langword="null"/> when there is none.</returns>
    public string? Find(string entity, string id) =>
        Locked(() => books.Find(Kind(entity), id) is { } row ? Encoding.UTF8.GetString(row.Json) : null);

    /// <summary>The bookkeeper adds an entity, under the same rules as the API but without a call.</summary>
    /// <param name="entity">The entity's name, for example <c>Customer</c>, <c>Vendor</c>, <c>Employee</c>, <c>Item</c>, <c>Account</c> or <c>Invoice</c>.</param>
    /// <param name="json">The entity as one would send it to the API.</param>
    /// <returns>The new id.</returns>
    /// <exception cref="ArgumentException">QuickBooks would refuse it; the message says why.</exception>
    public string Add(string entity, string json) =>
        Act(() => api.Writer.Create(Kind(entity), JsonNode.Parse(json)!.AsObject()).Id);

    /// <summary>The bookkeeper adds a customer.</summary>
    /// <param name="displayName">The display name.</param>
    /// <param name="email">The e-mail address; none when absent.</param>
    /// <param name="currency">The currency as ISO 4217; the home currency when absent.</param>
    /// <returns>The new id.</returns>
    /// <exception cref="ArgumentException">QuickBooks would refuse it; the message says why.</exception>
    public string AddCustomer(string displayName, string? email = null, string? currency = null) =>
        Act(() => bookkeeper.AddCustomer(displayName, email, currency));

    /// <summary>The bookkeeper adds an item that is sold without stock keeping, on the account "Sales".</summary>
    /// <param name="name">The name.</param>
    /// <param name="sku">The SKU; none when absent.</param>
    /// <returns>The new id.</returns>
    /// <exception cref="ArgumentException">QuickBooks would refuse it; the message says why.</exception>
    public string AddItem(string name, string? sku = null) => Act(() => bookkeeper.AddItem(name, sku));

    /// <summary>The bookkeeper adds a sales tax code.</summary>
    /// <param name="name">The code's name, at most 10 characters.</param>
    /// <param name="percentages">The rates it combines, in percent; a code without rates is exempt.</param>
    /// <returns>The new code's id.</returns>
    /// <exception cref="ArgumentException">QuickBooks would refuse it; the message says why.</exception>
    public string AddTaxCode(string name, params decimal[] percentages)
    {
        ArgumentNullException.ThrowIfNull(percentages);
        return Act(() => bookkeeper.AddTaxCode(name, percentages));
    }

    /// <summary>The id of an account by its name, for example "Undeposited Funds" or "Checking".</summary>
    /// <param name="name">The name.</param>
    /// <returns>The id.</returns>
    /// <exception cref="InvalidOperationException">There is no such account.</exception>
    public string AccountId(string name) => Locked(() => bookkeeper.AccountId(name));

    /// <summary>The bookkeeper makes a list entity inactive; QuickBooks marks its name with "(deleted)".</summary>
    /// <param name="entity">The entity's name, for example <c>Customer</c>.</param>
    /// <param name="id">Its id.</param>
    /// <exception cref="ArgumentException">There is none, or QuickBooks would refuse; the message says why.</exception>
    public void Inactivate(string entity, string id) => Edit(entity, id, document => document["Active"] = false);

    /// <summary>The bookkeeper edits an entity in the browser: its version counts up, and totals and tax are computed anew, overrides lost.</summary>
    /// <param name="entity">The entity's name, for example <c>SalesReceipt</c>.</param>
    /// <param name="id">Its id.</param>
    /// <param name="change">Changes the entity's JSON in place.</param>
    /// <exception cref="ArgumentException">There is none, or QuickBooks would refuse; the message says why.</exception>
    public void Edit(string entity, string id, Action<JsonObject> change) => Act(() => bookkeeper.Edit(Kind(entity), id, change));

    /// <summary>The bookkeeper voids a transaction: it stays, with zero amounts, and lets go of what it was linked to.</summary>
    /// <param name="entity">The entity's name, for example <c>Invoice</c>; deposits and purchases can only be deleted.</param>
    /// <param name="id">Its id.</param>
    /// <exception cref="ArgumentException">There is none, or QuickBooks would refuse; the message says why.</exception>
    public void Void(string entity, string id) => Act(() => bookkeeper.Void(Transaction(entity), id));

    /// <summary>The bookkeeper merges two customers: the documents of the first go to the second, and the first is gone.</summary>
    /// <param name="fromId">The id of the customer that goes.</param>
    /// <param name="intoId">The id of the customer that stays.</param>
    /// <exception cref="ArgumentException">There is none, or their currencies differ; the message says why.</exception>
    public void MergeCustomers(string fromId, string intoId) => Act(() => bookkeeper.MergeCustomers(fromId, intoId));

    /// <summary>The app's keys become those of another environment, or the right ones again: API calls fail with 3100 although tokens refresh.</summary>
    /// <param name="wrong">Whether the keys are of another environment.</param>
    public void UseWrongEnvironment(bool wrong = true) => Locked(() => books.WrongEnvironment = wrong);

    /// <summary>The bookkeeper deletes a transaction.</summary>
    /// <param name="entity">The entity's name, for example <c>SalesReceipt</c>.</param>
    /// <param name="id">Its id.</param>
    /// <exception cref="ArgumentException">There is none, or QuickBooks would refuse; the message says why.</exception>
    public void Delete(string entity, string id) => Act(() => bookkeeper.Delete(Transaction(entity), id));

    /// <summary>The bookkeeper sweeps a receipt or payment from undeposited funds into "Checking", which freezes it (6540).</summary>
    /// <param name="entity"><c>SalesReceipt</c>, <c>Payment</c> or <c>RefundReceipt</c>.</param>
    /// <param name="id">Its id.</param>
    /// <returns>The deposit's id.</returns>
    /// <exception cref="ArgumentException">There is none, or QuickBooks would refuse; the message says why.</exception>
    public string Deposit(string entity, string id) => Act(() => bookkeeper.Deposit(Transaction(entity), id));

    /// <summary>The bookkeeper closes the books up to and including a day, or opens them.</summary>
    /// <param name="through">The last closed day; absent opens the books.</param>
    /// <param name="withPassword">Whether a password protects them (6210 instead of 6200).</param>
    public void CloseBooks(DateOnly? through, bool withPassword = false) => Set(settings =>
    {
        settings.BookCloseDate = through;
        settings.BookClosePassword = withPassword;
    });

    /// <summary>The subscription lapses, which makes the company read-only (6190), or is paid again.</summary>
    /// <param name="lapsed">Whether it is lapsed.</param>
    public void LapseSubscription(bool lapsed = true) => Set(settings => settings.SubscriptionLapsed = lapsed);

    /// <summary>The merchant disconnects the app: refresh fails with <c>invalid_grant</c>, API calls with 3100.</summary>
    public void RevokeGrant() => authority.RevokeRealm(RealmId);

    /// <summary>The person who connected the app loses access to the company, or gets it back: without it API calls fail with 120 although tokens refresh.</summary>
    /// <param name="lost">Whether it is lost.</param>
    public void LoseUserAccess(bool lost = true) => authority.LoseUserAccess(RealmId, lost);

    /// <summary>Every access token of the company expires now (3200).</summary>
    public void ExpireAccessTokens() => authority.ExpireAccessTokens(RealmId);

    /// <summary>The merchant consents again: a new grant with a new first <see cref="RefreshToken"/>.</summary>
    /// <returns>The new refresh token.</returns>
    public string Reconnect() => RefreshToken = authority.Consent(RealmId);

    /// <summary>The merchant consents in the browser: a code for the token endpoint, good once and for 10 minutes.</summary>
    /// <returns>The code.</returns>
    public string IssueAuthorizationCode() => authority.IssueCode(RealmId, string.Empty);

    /// <summary>
    /// A signed webhook delivery of everything that changed since the last one, the echoes of API writes included. At most the latest 10 000 changes are kept.
    /// </summary>
    /// <param name="verifierToken">The verifier token of the app's webhooks.</param>
    /// <returns>The delivery, or <see langword="null"/> when nothing changed.</returns>
    public QuickBooksWebhookDelivery? TakeWebhookDelivery(string verifierToken) =>
        QuickBooksWebhookDelivery.Of([TakeChanges()], verifierToken, books.Behaviour.LegacyWebhooks);

    /// <summary>A new company that has consented to the app.</summary>
    internal static SimulatedCompany Found(string realmId, CompanyOptions settings, QuickBooksSimulatorOptions behaviour, Authority authority, Random chance)
    {
        SimulatedCompany company = new(realmId, settings, behaviour, authority, chance);
        NewCompany.Fill(company.books);
        company.books.Changes.Take();
        company.RefreshToken = authority.Consent(realmId);
        return company;
    }

    internal static SimulatedCompany Load(CompanySnapshot saved, QuickBooksSimulatorOptions behaviour, Authority authority, Random chance)
    {
        SimulatedCompany company = new(saved.RealmId, saved.Books.Settings, behaviour, authority, chance) { RefreshToken = saved.RefreshToken };
        company.books.Load(saved.Books);
        company.api.Replay.Load(saved.Answers);
        return company;
    }

    internal string AddTaxCode(string name, IReadOnlyList<(string Name, decimal Percent, bool Compound)> rates) => Act(() => bookkeeper.AddTaxCode(name, rates));

    internal string Country => books.Settings.Country;

    internal CompanySnapshot Save() => Locked(() => new CompanySnapshot(RealmId, RefreshToken, books.Save(), api.Replay.Save()));

    internal SimulatedResponse Answer(SimulatedRequest request, string path, ReadQuota quota) => reception.Answer(request, path, quota);

    /// <summary>The changes that no webhook has told of yet, which then count as told.</summary>
    internal RealmChanges TakeChanges() => Locked(() => new RealmChanges(RealmId, books.Changes.Take()));

    private static EntityKind Kind(string entity) =>
        EntityKind.Find(entity) ?? throw new ArgumentException($"The simulator keeps no entity named '{entity}'.", nameof(entity));

    private static EntityKind Transaction(string entity) =>
        Kind(entity) is { Family: EntityFamily.Transaction } kind ? kind : throw new ArgumentException($"'{entity}' is not a transaction.", nameof(entity));

    private void Set(Action<CompanyOptions> change) => Act(() =>
    {
        change(books.Settings);
        CompanyProfile.Write(books);
        return RealmId;
    });

    private string Act(Func<string> act) => Locked(() =>
    {
        try
        {
            return act();
        }
        catch (RefusalException refusal)
        {
            throw new ArgumentException(refusal.Message, refusal);
        }
    });

    private T Locked<T>(Func<T> read)
    {
        lock (books.Gate)
        {
            return read();
        }
    }
}
