using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Documents;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>Finds customers by e-mail address, then by name; makes those that the company does not have.</summary>
internal sealed class CustomerResolver(DeliveryContext context, QuickBooksSettings settings, IReadOnlyList<Reference> customers)
{
    public const string Entity = "Customer";
    private readonly Dictionary<Reference, ReferenceAnswer> answers = [];
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<ReferenceAnswer> AllAnswers => answers.Values;

    public IReadOnlyList<Query> QueriesByEmail() =>
        [.. Query.In(Entity, "PrimaryEmailAddr", customers.Select(static customer => customer.Details[Detail.Email]))];

    public void TakeByEmail(IEnumerable<JsonElement> rows)
    {
        ILookup<string, JsonElement> byEmail = rows.ToLookup(
            static row => row.Member("PrimaryEmailAddr").Text("Address").Trim(), StringComparer.OrdinalIgnoreCase);
        foreach (Reference customer in customers.Where(static customer => customer.Details[Detail.Email].Length > 0))
        {
            List<JsonElement> matches = [.. byEmail[customer.Details[Detail.Email]].Where(row => IsUsable(row, customer))];
            if (matches.Count > 1 && settings.AmbiguousCustomer == AmbiguousCustomer.Hold)
            {
                answers[customer] = Answers.Not(customer, Ambiguous(customer, matches));
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
        List<string> names = [.. customers.SelectMany(EntryNames.KnownOfCustomer)];
        return [.. new[] { Entity, "Vendor", "Employee" }.SelectMany(entity => Query.In(entity, "DisplayName", names, Query.AlsoInactive))];
    }

    public void TakeByName(IReadOnlyList<JsonElement> rows, IReadOnlyList<JsonElement> customerRows)
    {
        taken.UnionWith(rows.Select(static row => row.Text("DisplayName")));
        ILookup<string, JsonElement> byName = customerRows.ToLookup(static row => row.Text("DisplayName"), StringComparer.OrdinalIgnoreCase);
        foreach (Reference customer in Open())
        {
            JsonElement match = byName[customer.Details[Detail.Name]].FirstOrDefault(row => IsUsable(row, customer) && IsSamePerson(row, customer));
            if (match.ValueKind == JsonValueKind.Object)
            {
                answers[customer] = Answers.Found(customer, match.Text("Id"), context.Now);
            }
        }
    }

    public IEnumerable<NewEntry> ToMake() => Open().Select(customer =>
        new NewEntry(customer, Entity, EntryNames.OfCustomer(customer), taken, name => Content(customer, name)));

    public void Take(IEnumerable<ReferenceAnswer> made)
    {
        foreach (ReferenceAnswer answer in made.Where(static answer => answer.Reference.Kind == ReferenceKinds.Customer))
        {
            answers[answer.Reference] = answer;
        }
    }

    private List<Reference> Open() => [.. customers.Where(customer => !answers.ContainsKey(customer))];

    private static bool IsUsable(JsonElement row, Reference customer)
    {
        string currency = row.RefValue("CurrencyRef");
        return row.Text("Active") != "false" && (currency.Length == 0 || currency == customer.Details[Detail.Currency]);
    }

    /// <summary>Somebody of the same name is somebody else unless the order names nobody's e-mail address, or the same one.</summary>
    private static bool IsSamePerson(JsonElement row, Reference customer)
    {
        string email = customer.Details[Detail.Email];
        return email.Length == 0
            || string.Equals(row.Member("PrimaryEmailAddr").Text("Address").Trim(), email, StringComparison.OrdinalIgnoreCase);
    }

    private static Failure Ambiguous(Reference customer, List<JsonElement> matches)
    {
        string names = string.Join(", ", matches.Take(5).Select(static row => row.Text("DisplayName")));
        return new Failure(
            FailureKind.Permanent,
            "quickbooks.ambiguous-customer",
            $"{matches.Count.ToString(CultureInfo.InvariantCulture)} customers in QuickBooks have the e-mail address of {customer.Details[Detail.Name]}: {names}.",
            "Merge them in QuickBooks or set ambiguousCustomer to UseOldest, then retry.");
    }

    private static ReadOnlyMemory<byte> Content(Reference customer, string name)
    {
        ArrayBufferWriter<byte> buffer = new(512);
        using Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("DisplayName", name);
        Member(json, "GivenName", customer.Details[Detail.FirstName]);
        Member(json, "FamilyName", customer.Details[Detail.LastName]);
        Member(json, "CompanyName", customer.Details[Detail.CompanyName]);
        Member(json, "PrimaryEmailAddr", "Address", customer.Details[Detail.Email]);
        Member(json, "PrimaryPhone", "FreeFormNumber", customer.Details[Detail.Phone]);
        Raw(json, "BillAddr", customer.Details[Detail.Billing]);
        Raw(json, "ShipAddr", customer.Details[Detail.Shipping]);
        Member(json, "CurrencyRef", "value", customer.Details[Detail.Currency]);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void Member(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0)
        {
            json.WriteString(name, text);
        }
    }

    private static void Member(Utf8JsonWriter json, string name, string inner, string text)
    {
        if (text.Length > 0)
        {
            json.WriteStartObject(name);
            json.WriteString(inner, text);
            json.WriteEndObject();
        }
    }

    private static void Raw(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(text);
        }
    }
}
