namespace SyncKit.Testing.WooCommerce;

/// <summary>A whole store between two runs. It refers to the store's own objects: hold the store's lock until it is written.</summary>
/// <param name="Format">The format of the file.</param>
/// <param name="Seed">Where chance goes on from, so that no key or id of the earlier run comes again.</param>
/// <param name="Keys">The API keys.</param>
/// <param name="Ids">The last ids given.</param>
/// <param name="Catalog">Products and customers.</param>
/// <param name="Orders">The orders with their refunds.</param>
/// <param name="Webhooks">The webhooks.</param>
internal sealed record WooCommerceSnapshot(
    string Format,
    int Seed,
    KeysSnapshot Keys,
    IdsSnapshot Ids,
    CatalogSnapshot Catalog,
    IReadOnlyList<OrderEntrySnapshot> Orders,
    WebhooksSnapshot Webhooks)
{
    public const string CurrentFormat = "SyncKit WooCommerce simulator 2";
}
