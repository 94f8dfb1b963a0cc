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

/// <summary>Finds items by SKU, then by name; makes those that the company does not have.</summary>
internal sealed class ItemResolver(DeliveryContext context, QuickBooksSettings settings, IReadOnlyList<Reference> items)
{
    private const string Entity = "Item";
    private const int LongestName = 100;
    private readonly Dictionary<Reference, ReferenceAnswer> answers = [];

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
        [.. Query.In(Entity, "Name", Open().SelectMany(static item => Names(item).Take(2)), Query.AlsoInactive)];

    public void TakeByName(IReadOnlyList<JsonElement> rows, HashSet<string> taken)
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

    public bool NeedsToMake => Open().Count > 0;

    public async Task MakeAsync(IReadOnlyList<JsonElement> accounts, HashSet<string> taken, int batchSize, CancellationToken cancellationToken)
    {
        string? income = AccountMatch.Income(accounts, settings.IncomeAccount);
        if (income is null)
        {
            Failure failure = AccountMatch.NoIncomeAccount(settings.IncomeAccount);
            foreach (Reference item in Open())
            {
                answers[item] = Answers.Not(item, failure);
            }

            return;
        }

        Creator creator = new(context, Entity, batchSize);
        IReadOnlyList<ReferenceAnswer> made = await creator
            .MakeAsync(Open(), taken, Names, (item, name) => Content(item, name, income), cancellationToken)
            .ConfigureAwait(false);
        foreach (ReferenceAnswer answer in made)
        {
            answers[answer.Reference] = answer;
        }
    }

    private List<Reference> Open() => [.. items.Where(item => !answers.ContainsKey(item))];

    private static IEnumerable<string> Names(Reference item)
    {
        string name = item.Details[Detail.Name];
        string sku = Text.Name(item.Details[Detail.Sku], 40);
        yield return name;
        if (sku.Length > 0)
        {
            yield return WithSuffix(name, $" ({sku})");
        }

        for (int i = 2; ; i++)
        {
            yield return WithSuffix(name, string.Create(CultureInfo.InvariantCulture, $" ({i})"));
        }
    }

    private static string WithSuffix(string name, string suffix) =>
        name[..Math.Min(name.Length, LongestName - suffix.Length)].TrimEnd() + suffix;

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
