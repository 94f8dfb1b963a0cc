using System.Text.Json;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Documents;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>Finds items by SKU, then by name, as the settings say for products; makes those that the company does not have, if it may.</summary>
internal sealed class ItemResolver
{
    private const string Entity = "Item";
    private readonly DeliveryContext context;
    private readonly QuickBooksSettings settings;
    private readonly CatchAll catchAll;
    private readonly List<Reference> mapped;
    private readonly List<Reference> items;
    private readonly Dictionary<Reference, ReferenceAnswer> answers = [];
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    public ItemResolver(DeliveryContext context, QuickBooksSettings settings, IEnumerable<Reference> items)
    {
        this.context = context;
        this.settings = settings;
        catchAll = new CatchAll(context, settings);
        ILookup<bool, Reference> byMapped = items.ToLookup(static item => Is(item, Detail.IsMapped));
        mapped = [.. byMapped[true]];
        this.items = [.. byMapped[false]];
    }

    public IReadOnlyCollection<ReferenceAnswer> AllAnswers => answers.Values;

    /// <summary>The items that settings name, and the one for products that have none.</summary>
    public IReadOnlyList<Query> QueriesOfNamed() =>
    [
        .. EntryMatch.Queries(Entity, "Name", [.. mapped.Select(static item => item.Details[Detail.Name])]),
        .. items.Any(static item => Is(item, Detail.IsProduct)) ? catchAll.Queries : [],
    ];

    public void TakeNamed(IReadOnlyList<JsonElement> rows)
    {
        taken.UnionWith(rows.Select(static row => row.Text("Name").Trim()));
        foreach (Reference item in mapped)
        {
            JsonElement? found = EntryMatch.Named(rows, item.Details[Detail.Name]);
            answers[item] = ItemFailures.OfNamed(item, found) is { } failure
                ? Answers.Not(item, failure)
                : Answers.FoundForADay(item, found!.Value.Text("Id"), context.Now);
        }
    }

    public IReadOnlyList<Query> QueriesBySku() => [.. Query.In(Entity, "Sku", items.Where(IsFoundBySku).Select(static item => item.Details[Detail.Sku]))];

    public void TakeBySku(IEnumerable<JsonElement> rows)
    {
        ILookup<string, JsonElement> bySku = rows.Where(IsUsable).ToLookup(static row => row.Text("Sku").Trim(), StringComparer.OrdinalIgnoreCase);
        foreach (Reference item in items.Where(IsFoundBySku))
        {
            JsonElement match = bySku[item.Details[Detail.Sku]].OrderBy(static row => row.Number("Id") ?? decimal.MaxValue).FirstOrDefault();
            if (match.ValueKind == JsonValueKind.Object)
            {
                answers[item] = Answers.Found(item, match.Text("Id"), context.Now);
            }
        }
    }

    public IReadOnlyList<Query> QueriesByName() =>
        [.. Query.In(Entity, "Name", items.Where(item => !LacksSku(item)).SelectMany(EntryNames.KnownOfItem), Query.AlsoInactive)];

    public void TakeByName(IReadOnlyList<JsonElement> rows)
    {
        taken.UnionWith(rows.Select(static row => row.Text("Name").Trim()));
        foreach (Reference item in Open().Where(item => MatchOf(item) != ItemMatch.Sku))
        {
            JsonElement match = rows.FirstOrDefault(row => IsUsable(row) && IsSame(row, item));
            if (match.ValueKind == JsonValueKind.Object)
            {
                answers[item] = Answers.Found(item, match.Text("Id"), context.Now);
            }
        }
    }

    /// <summary>Gives the products that have no item, and get none, to the one for all of them.</summary>
    /// <param name="rows">What the queries for named items found.</param>
    public void TakeCatchAll(IReadOnlyList<JsonElement> rows)
    {
        List<Reference> without = [.. Open().Where(item => Is(item, Detail.IsProduct) && (!settings.CreateItems || LacksSku(item)))];
        IEnumerable<ReferenceAnswer> taken = catchAll.IsSet && without.Count > 0
            ? catchAll.Take(without, rows)
            : without.Select(item => Answers.Not(item, LacksSku(item) ? ItemFailures.NoSku(item) : ItemFailures.NotMade(item)));
        Take(taken);
    }

    /// <summary>What is to be made; nothing, and an answer that says why, without an account for its sales.</summary>
    public IReadOnlyList<NewEntry> ToMake(IReadOnlyList<JsonElement> accounts)
    {
        List<Reference> open = [.. Open().Where(item => !catchAll.Awaits(item))];
        if (catchAll.IsAwaited && !answers.ContainsKey(catchAll.Item) && !open.Contains(catchAll.Item))
        {
            open.Add(catchAll.Item);
        }

        if (AccountMatch.Income(accounts, settings.IncomeAccount) is { } income)
        {
            return [.. open.Select(item => new NewEntry(item, Entity, EntryNames.OfItem(item), taken, name => ItemContent.Of(item, name, income)))];
        }

        Failure failure = AccountMatch.NoIncomeAccount(settings.IncomeAccount);
        TakeMade(open.Select(item => Answers.Not(item, failure)));
        return [];
    }

    /// <summary>Takes the answers for what was made.</summary>
    public void TakeMade(IEnumerable<ReferenceAnswer> made)
    {
        foreach (ReferenceAnswer answer in made.Where(static answer => answer.Reference.Kind == ReferenceKinds.Item))
        {
            if (answer.Reference.Equals(catchAll.Item))
            {
                Take(catchAll.Made(answer));
            }

            Take(items.Contains(answer.Reference) ? [answer] : []);
        }
    }

    private void Take(IEnumerable<ReferenceAnswer> some)
    {
        foreach (ReferenceAnswer answer in some)
        {
            answers[answer.Reference] = answer;
        }
    }

    private List<Reference> Open() => [.. items.Where(item => !answers.ContainsKey(item))];

    private static bool Is(Reference item, string detail) => item.Details.GetValueOrDefault(detail) == "true";

    private ItemMatch MatchOf(Reference item) => Is(item, Detail.IsProduct) ? settings.ItemMatch : ItemMatch.SkuThenName;

    private bool IsFoundBySku(Reference item) => item.Details[Detail.Sku].Length > 0 && MatchOf(item) != ItemMatch.Name;

    private bool LacksSku(Reference item) => item.Details[Detail.Sku].Length == 0 && MatchOf(item) == ItemMatch.Sku;

    private static bool IsUsable(JsonElement row) => EntryMatch.IsActive(row) && ItemFailures.IsSold(row);

    private bool IsSame(JsonElement row, Reference item)
    {
        string sku = row.Text("Sku").Trim();
        bool otherProduct = MatchOf(item) != ItemMatch.Name && sku.Length > 0 && item.Details[Detail.Sku].Length > 0
            && !string.Equals(sku, item.Details[Detail.Sku], StringComparison.OrdinalIgnoreCase);
        return !otherProduct && string.Equals(row.Text("Name").Trim(), item.Details[Detail.Name], StringComparison.OrdinalIgnoreCase);
    }
}
