using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Documents;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>Finds items by SKU, then by name; makes those that the company does not have.</summary>
internal sealed class ItemResolver(DeliveryContext context, QuickBooksSettings settings, IReadOnlyList<Reference> items)
{
    private const string Entity = "Item";
    private readonly Dictionary<Reference, ReferenceAnswer> answers = [];
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<ReferenceAnswer> AllAnswers => answers.Values;

    public IReadOnlyList<Query> QueriesBySku() => [.. Query.In(Entity, "Sku", items.Select(static item => item.Details[Detail.Sku]))];

    public void TakeBySku(IEnumerable<JsonElement> rows)
    {
        ILookup<string, JsonElement> bySku = rows.Where(IsUsable).ToLookup(static row => row.Text("Sku").Trim(), StringComparer.OrdinalIgnoreCase);
        foreach (Reference item in items.Where(static item => item.Details[Detail.Sku].Length > 0))
        {
            JsonElement match = bySku[item.Details[Detail.Sku]].OrderBy(static row => row.Number("Id") ?? decimal.MaxValue).FirstOrDefault();
            if (match.ValueKind == JsonValueKind.Object)
            {
                answers[item] = Answers.Found(item, match.Text("Id"), context.Now);
            }
        }
    }

    public IReadOnlyList<Query> QueriesByName() =>
        [.. Query.In(Entity, "Name", items.SelectMany(EntryNames.KnownOfItem), Query.AlsoInactive)];

    public void TakeByName(IReadOnlyList<JsonElement> rows)
    {
        taken.UnionWith(rows.Select(static row => row.Text("Name")));
        foreach (Reference item in Open())
        {
            JsonElement match = rows.FirstOrDefault(row => IsUsable(row) && IsSame(row, item));
            if (match.ValueKind == JsonValueKind.Object)
            {
                answers[item] = Answers.Found(item, match.Text("Id"), context.Now);
            }
        }
    }

    /// <summary>What is to be made; nothing, and an answer that says why, without an account for its sales.</summary>
    public IReadOnlyList<NewEntry> ToMake(IReadOnlyList<JsonElement> accounts)
    {
        List<Reference> open = Open();
        if (AccountMatch.Income(accounts, settings.IncomeAccount) is { } income)
        {
            return [.. open.Select(item => new NewEntry(item, Entity, EntryNames.OfItem(item), taken, name => Content(item, name, income)))];
        }

        Failure failure = AccountMatch.NoIncomeAccount(settings.IncomeAccount);
        foreach (Reference item in open)
        {
            answers[item] = Answers.Not(item, failure);
        }

        return [];
    }

    public void Take(IEnumerable<ReferenceAnswer> made)
    {
        foreach (ReferenceAnswer answer in made.Where(static answer => answer.Reference.Kind == ReferenceKinds.Item))
        {
            answers[answer.Reference] = answer;
        }
    }

    private List<Reference> Open() => [.. items.Where(item => !answers.ContainsKey(item))];

    /// <summary>Categories and bundles cannot stand on a line.</summary>
    private static bool IsUsable(JsonElement row) =>
        row.Text("Active") != "false" && row.Text("Type") is ("Service" or "Inventory" or "NonInventory");

    private static bool IsSame(JsonElement row, Reference item)
    {
        string sku = row.Text("Sku").Trim();
        bool otherProduct = sku.Length > 0 && item.Details[Detail.Sku].Length > 0
            && !string.Equals(sku, item.Details[Detail.Sku], StringComparison.OrdinalIgnoreCase);
        return !otherProduct && string.Equals(row.Text("Name"), item.Details[Detail.Name], StringComparison.OrdinalIgnoreCase);
    }

    private static ReadOnlyMemory<byte> Content(Reference item, string name, string incomeAccount)
    {
        ArrayBufferWriter<byte> buffer = new(256);
        using Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("Name", name);
        if (item.Details[Detail.Sku].Length > 0)
        {
            json.WriteString("Sku", item.Details[Detail.Sku]);
        }

        json.WriteString("Type", item.Details[Detail.Type]);
        json.WriteStartObject("IncomeAccountRef");
        json.WriteString("value", incomeAccount);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
