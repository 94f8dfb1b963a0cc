using System.Text;
using System.Text.Json.Nodes;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.QuickBooks.Authorization;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Calls;
using SyncKit.Testing.QuickBooks.Limits;
using SyncKit.Testing.QuickBooks.Tax;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks;

/// <summary>
/// One company in a <see cref="QuickBooksSimulator"/>: what its books hold, what its bookkeeper does, and how it was called. Safe for use from several threads.
/// </summary>
public sealed class SimulatedCompany
{
    private readonly CompanyBooks books;
    private readonly CompanyApi api;
    private readonly Authority authority;
    private readonly CallMeter meter;
    private readonly TimeProvider time;

    internal SimulatedCompany(string realmId, CompanyOptions settings, QuickBooksSimulatorOptions behaviour, Authority authority, Random chance)
    {
        RealmId = realmId;
        this.authority = authority;
        time = behaviour.Time;
        books = new CompanyBooks(settings.Copy(), behaviour);
        NewCompany.Fill(books);
        api = new CompanyApi(books, realmId, chance);
        meter = new CallMeter(behaviour.Limits);
        RefreshToken = authority.Consent(realmId);
    }

    /// <summary>The company's id in the API.</summary>
    public string RealmId { get; }

    /// <summary>The first refresh token. Later ones come from the token endpoint only.</summary>
    public string RefreshToken { get; private set; }

    /// <summary>The active customers' display names, oldest first.</summary>
    public IReadOnlyList<string> Customers => ActiveNames(EntityKind.Customer, "DisplayName");

    /// <summary>The active items' names, oldest first.</summary>
    public IReadOnlyList<string> Items => ActiveNames(EntityKind.Item, "Name");

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
        return Locked(() => books[kind].Rows.Select(Book).ToList());
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

    /// <summary>The bookkeeper adds a customer in the home currency.</summary>
    /// <param name="displayName">The display name.</param>
    /// <param name="email">The e-mail address; none when absent.</param>
    /// <returns>The new id.</returns>
    /// <exception cref="ArgumentException">QuickBooks would refuse it; the message says why.</exception>
    public string AddCustomer(string displayName, string? email = null)
    {
        JsonObject customer = new() { ["DisplayName"] = displayName };
        if (email is not null)
        {
            customer["PrimaryEmailAddr"] = new JsonObject { ["Address"] = email };
        }

        return Act(() => api.Writer.Create(EntityKind.Customer, customer).Id);
    }

    /// <summary>The bookkeeper adds an item that is sold without stock keeping, on the account "Sales".</summary>
    /// <param name="name">The name.</param>
    /// <param name="sku">The SKU; none when absent.</param>
    /// <returns>The new id.</returns>
    /// <exception cref="ArgumentException">QuickBooks would refuse it; the message says why.</exception>
    public string AddItem(string name, string? sku = null)
    {
        JsonObject item = new() { ["Name"] = name, ["Type"] = "NonInventory", ["IncomeAccountRef"] = JsonReading.Ref(AccountId("Sales")) };
        if (sku is not null)
        {
            item["Sku"] = sku;
        }

        return Act(() => api.Writer.Create(EntityKind.Item, item).Id);
    }

    /// <summary>The bookkeeper adds a sales tax code.</summary>
    /// <param name="name">The code's name, at most 10 characters.</param>
    /// <param name="percentages">The rates it combines, in percent.</param>
    /// <returns>The new code's id.</returns>
    /// <exception cref="ArgumentException">QuickBooks would refuse it; the message says why.</exception>
    public string AddTaxCode(string name, params decimal[] percentages)
    {
        ArgumentNullException.ThrowIfNull(percentages);
        return Act(() =>
        {
            string agency = books[EntityKind.TaxAgency].Rows.First().Id;
            return TaxRates.AddCode(books, name, [.. percentages.Select((percent, index) =>
                TaxRates.AddRate(books, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} {index + 1}"), percent, agency))]);
        });
    }

    /// <summary>The id of an account by its name, for example "Undeposited Funds" or "Checking".</summary>
    /// <param name="name">The name.</param>
    /// <returns>The id.</returns>
    /// <exception cref="InvalidOperationException">There is no such account.</exception>
    public string AccountId(string name) => Locked(() => books[EntityKind.Account].Where("Name", name).Single().Id);

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
    public void Edit(string entity, string id, Action<JsonObject> change) =>
        Act(() => api.Writer.Edit(books.Find(Kind(entity), id) ?? throw Refuse.NotFound(), change).Id);

    /// <summary>The bookkeeper deletes a transaction.</summary>
    /// <param name="entity">The entity's name, for example <c>SalesReceipt</c>.</param>
    /// <param name="id">Its id.</param>
    /// <exception cref="ArgumentException">There is none, or QuickBooks would refuse; the message says why.</exception>
    public void Delete(string entity, string id) => Act(() =>
    {
        StoredEntity row = books.Find(Transaction(entity), id) ?? throw Refuse.NotFound();
        JsonObject current = row.Read();
        api.Writer.Delete(row.Kind, new JsonObject { ["Id"] = id, ["SyncToken"] = current.Text("SyncToken") });
        return id;
    });

    /// <summary>The bookkeeper sweeps a receipt or payment from undeposited funds into "Checking", which freezes it (6540).</summary>
    /// <param name="entity"><c>SalesReceipt</c>, <c>Payment</c> or <c>RefundReceipt</c>.</param>
    /// <param name="id">Its id.</param>
    /// <returns>The deposit's id.</returns>
    /// <exception cref="ArgumentException">There is none, or QuickBooks would refuse; the message says why.</exception>
    public string Deposit(string entity, string id)
    {
        string account = AccountId("Checking");
        return Act(() =>
        {
            StoredEntity row = books.Find(Transaction(entity), id) ?? throw Refuse.NotFound();
            JsonObject source = row.Read();
            JsonObject line = new()
            {
                ["Amount"] = source.Number("TotalAmt"),
                ["LinkedTxn"] = new JsonArray { new JsonObject { ["TxnId"] = id, ["TxnType"] = row.Kind.Name, ["TxnLineId"] = "0" } },
            };
            return api.Writer.Create(EntityKind.Deposit, new JsonObject
            {
                ["TxnDate"] = source.Text("TxnDate"),
                ["CurrencyRef"] = source["CurrencyRef"]?.DeepClone(),
                ["DepositToAccountRef"] = JsonReading.Ref(account),
                ["Line"] = new JsonArray { line },
            }).Id;
        });
    }

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

    /// <summary>The person who connected the app loses access to the company: API calls fail with 120 although tokens refresh.</summary>
    public void LoseUserAccess() => authority.LoseUserAccess(RealmId);

    /// <summary>Every access token of the company expires now (3200).</summary>
    public void ExpireAccessTokens() => authority.ExpireAccessTokens(RealmId);

    /// <summary>The merchant consents again: a new grant with a new first <see cref="RefreshToken"/>.</summary>
    /// <returns>The new refresh token.</returns>
    public string Reconnect() => RefreshToken = authority.Consent(RealmId);

    /// <summary>The merchant consents in the browser: a code for the token endpoint, good once and for 10 minutes.</summary>
    /// <returns>The code.</returns>
    public string IssueAuthorizationCode() => authority.IssueCode(RealmId);

    internal SimulatedResponse Answer(SimulatedRequest request, string path, ReadQuota quota)
    {
        bool admitted = meter.Enter(time.GetUtcNow(), path == "batch");
        try
        {
            if (!admitted)
            {
                throw GatewayRefusal.Throttled();
            }

            lock (books.Gate)
            {
                if (ReadPaths.AreMetered(request, path) && quota.IsUsedUp(time.GetUtcNow()))
                {
                    meter.CountThrottled();
                    throw GatewayRefusal.Throttled();
                }

                int before = api.MeteredReads;
                SimulatedResponse response = api.Handle(request, path);
                quota.Count(time.GetUtcNow(), api.MeteredReads - before);
                return response;
            }
        }
        finally
        {
            meter.Leave();
        }
    }

    private static EntityKind Kind(string entity) =>
        EntityKind.Find(entity) ?? throw new ArgumentException($"The simulator keeps no entity named '{entity}'.", nameof(entity));

    private static EntityKind Transaction(string entity) =>
        Kind(entity) is { Family: EntityFamily.Transaction } kind ? kind : throw new ArgumentException($"'{entity}' is not a transaction.", nameof(entity));

    private static BookedDocument Book(StoredEntity row)
    {
        JsonObject document = row.Read();
        return new BookedDocument(
            row.Id,
            document.Text("SyncToken")!,
            row.Kind.Name,
            document.Text("DocNumber"),
            document.Date("TxnDate")!.Value,
            document.Child("CustomerRef").Text("name"),
            document.Reference("CurrencyRef")!,
            document.Number("TotalAmt") ?? 0m,
            document.Child("TxnTaxDetail").Number("TotalTax") ?? 0m,
            document.Text("PrivateNote"),
            row.Voided,
            row.DepositId is not null,
            Encoding.UTF8.GetString(row.Json));
    }

    private List<string> ActiveNames(EntityKind kind, string property) =>
        Locked(() => books[kind].Rows.Where(row => row.Active).Select(row => row.Read().Text(property)!).ToList());

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
