using System.Text.Json;
using SyncKit.Delivery;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Documents;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>The item that stands for products which have none of their own.</summary>
internal sealed class CatchAll(DeliveryContext context, QuickBooksSettings settings)
{
    private readonly HashSet<Reference> waiting = [];

    public bool IsSet => settings.CatchAllItem.Length > 0;

    /// <summary>The item by itself. It has the key of any other item that settings name, so that it is made once.</summary>
    public Reference Item { get; } = new(
        ReferenceKinds.Item,
        "name:" + Text.Name(settings.CatchAllItem, 100).ToLowerInvariant(),
        new Dictionary<string, string>
        {
            [Detail.Name] = Text.Name(settings.CatchAllItem, 100),
            [Detail.Sku] = string.Empty,
            [Detail.Type] = settings.ItemType.ToString(),
            [Detail.Setting] = "catchAllItem",
        });

    public IEnumerable<Query> Queries => EntryMatch.Queries("Item", "Name", IsSet ? [settings.CatchAllItem] : []);

    /// <summary>The answers for products that go to it, unless it has to be made first.</summary>
    public IEnumerable<ReferenceAnswer> Take(IReadOnlyList<Reference> products, IReadOnlyList<JsonElement> rows)
    {
        JsonElement? found = EntryMatch.Named(rows, settings.CatchAllItem);
        if (found is null && settings.CreateItems)
        {
            waiting.UnionWith(products);
            return [];
        }

        return ItemFailures.OfNamed(Item, found) is { } failure
            ? products.Select(product => Answers.Not(product, failure))
            : products.Select(product => Answers.FoundForADay(product, found!.Value.Text("Id"), context.Now));
    }

    public bool IsAwaited => waiting.Count > 0;

    public bool Awaits(Reference product) => waiting.Contains(product);

    /// <summary>The products' answers after the item was made, or was not.</summary>
    public IEnumerable<ReferenceAnswer> Made(ReferenceAnswer answer) => waiting.Select(product => answer.Resolved is { } made
        ? Answers.FoundForADay(product, made.Id, context.Now)
        : Answers.Not(product, answer.Failure!));
}
