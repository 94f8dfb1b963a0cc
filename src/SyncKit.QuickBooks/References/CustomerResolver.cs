using System.Text.Json;
using SyncKit.Delivery;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Documents;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>Finds customers by e-mail address, then by name; makes those that the company does not have, if it may.</summary>
internal sealed class CustomerResolver
{
    public const string Entity = "Customer";
    private readonly DeliveryContext context;
    private readonly QuickBooksSettings settings;
    private readonly List<Reference> mapped;
    private readonly List<Reference> buyers;
    private readonly Dictionary<Reference, ReferenceAnswer> answers = [];
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    public CustomerResolver(DeliveryContext context, QuickBooksSettings settings, IEnumerable<Reference> customers)
    {
        this.context = context;
        this.settings = settings;
        ILookup<bool, Reference> byMapped = customers.ToLookup(static customer => customer.Details.GetValueOrDefault(Detail.IsMapped) == "true");
        mapped = [.. byMapped[true]];
        buyers = [.. byMapped[false]];
    }

    public IReadOnlyCollection<ReferenceAnswer> AllAnswers => answers.Values;

    public bool AnyBuyers => buyers.Count > 0;

    public IReadOnlyList<Query> QueriesOfMapped() =>
        [.. EntryMatch.Queries(Entity, "DisplayName", [.. mapped.Select(static customer => customer.Details[Detail.Name])])];

    public void TakeMapped(IReadOnlyList<JsonElement> rows)
    {
        foreach (Reference customer in mapped)
        {
            JsonElement? found = EntryMatch.Named(rows, customer.Details[Detail.Name]);
            answers[customer] = CustomerFailures.OfMapped(customer, found) is { } failure
                ? Answers.Not(customer, failure)
                : Answers.FoundForADay(customer, found!.Value.Text("Id"), context.Now);
        }
    }

    public IReadOnlyList<Query> QueriesByEmail() =>
        [.. Query.In(Entity, "PrimaryEmailAddr", buyers.Select(static customer => customer.Details[Detail.Email]))];

    public void TakeByEmail(IEnumerable<JsonElement> rows)
    {
        ILookup<string, JsonElement> byEmail = rows.ToLookup(
            static row => row.Member("PrimaryEmailAddr").Text("Address").Trim(), StringComparer.OrdinalIgnoreCase);
        foreach (Reference customer in buyers.Where(static customer => customer.Details[Detail.Email].Length > 0))
        {
            List<JsonElement> matches = [.. byEmail[customer.Details[Detail.Email]].Where(row => IsUsable(row, customer))];
            if (matches.Count > 1 && settings.AmbiguousCustomer == AmbiguousCustomer.Hold)
            {
                answers[customer] = Answers.Not(customer, CustomerFailures.Ambiguous(customer, matches));
            }
            else if (matches.Count > 0)
            {
                JsonElement oldest = matches.MinBy(static row => (row.Number("Id") ?? decimal.MaxValue, row.Text("Id")));
                answers[customer] = Answers.Found(customer, oldest.Text("Id"), context.Now);
            }
        }
    }

    /// <summary>Names are unique over three lists, and inactive entries hold theirs as well.</summary>
    public IReadOnlyList<Query> QueriesByName()
    {
        List<string> names = [.. buyers.SelectMany(EntryNames.LookedUpOfCustomer)];
        return [.. new[] { Entity, "Vendor", "Employee" }.SelectMany(entity => Query.In(entity, "DisplayName", names, Query.AlsoInactive))];
    }

    public void TakeByName(IReadOnlyList<JsonElement> rows, IReadOnlyList<JsonElement> customerRows)
    {
        taken.UnionWith(rows.Select(static row => row.Text("DisplayName").Trim()));
        ILookup<string, JsonElement> byName = customerRows.ToLookup(static row => row.Text("DisplayName").Trim(), StringComparer.OrdinalIgnoreCase);
        foreach (Reference customer in Open())
        {
            string name = customer.Details[Detail.Name];
            JsonElement match = byName[name].Concat(byName[EntryNames.InCurrency(customer)])
                .FirstOrDefault(row => IsUsable(row, customer) && IsSamePerson(row, customer));
            if (match.ValueKind == JsonValueKind.Object)
            {
                answers[customer] = Answers.Found(customer, match.Text("Id"), context.Now);
            }
        }
    }

    /// <summary>Whether a buyer that is not found needs a currency besides the company's own.</summary>
    public bool NeedsCurrencies(Company company) => Open().Any(customer => !IsHome(customer, company));

    /// <summary>What is to be made; for what must not or surely cannot be made there is an answer that says why.</summary>
    public IReadOnlyList<NewEntry> ToMake(Company company)
    {
        foreach (Reference customer in Open())
        {
            if (!settings.CreateCustomers)
            {
                answers[customer] = Answers.Not(customer, CustomerFailures.NotMade(customer));
            }
            else if (Currencies.Refusal(customer.Details[Detail.Currency], company) is { } refusal)
            {
                answers[customer] = Answers.Not(customer, refusal);
            }
        }

        // Those in the company's own currency come first: the plain name is theirs.
        return [.. Open().OrderBy(customer => IsHome(customer, company) ? 0 : 1).Select(customer => new NewEntry(
            customer,
            Entity,
            EntryNames.OfCustomer(customer, isForeign: !IsHome(customer, company)),
            taken,
            name => CustomerContent.Of(customer, name)))];
    }

    public void Take(IEnumerable<ReferenceAnswer> made)
    {
        foreach (ReferenceAnswer answer in made.Where(static answer => answer.Reference.Kind == ReferenceKinds.Customer))
        {
            answers[answer.Reference] = answer;
        }
    }

    private List<Reference> Open() => [.. buyers.Where(customer => !answers.ContainsKey(customer))];

    private static bool IsHome(Reference customer, Company company) =>
        string.Equals(customer.Details[Detail.Currency], company.HomeCurrency, StringComparison.OrdinalIgnoreCase);

    private static bool IsUsable(JsonElement row, Reference customer)
    {
        string currency = row.RefValue("CurrencyRef");
        return EntryMatch.IsActive(row) && (currency.Length == 0 || currency == customer.Details[Detail.Currency]);
    }

    /// <summary>Somebody of the same name is somebody else unless the order names nobody's e-mail address, or the same one.</summary>
    private static bool IsSamePerson(JsonElement row, Reference customer)
    {
        string email = customer.Details[Detail.Email];
        return email.Length == 0
            || string.Equals(row.Member("PrimaryEmailAddr").Text("Address").Trim(), email, StringComparison.OrdinalIgnoreCase);
    }
}
