namespace SyncKit.WooCommerce;

/// <summary>What a tenant sets for a store.</summary>
public sealed record WooCommerceSettings
{
    /// <summary>The store's address, for example <c>https://shop.example</c>, with its folder if WordPress lives in one.</summary>
    public required string StoreUrl { get; init; }

    /// <summary>
    /// Whether the store may be spoken to over plain HTTP, where everyone on the way reads the customers' names and addresses. Default: no.
    /// A store on the loopback interface may be either way.
    /// </summary>
    public bool AllowHttp { get; init; }

    /// <summary>Whether the store delivers webhooks, so that a check asks for the webhook secret. Default: no.</summary>
    public bool Webhooks { get; init; }

    /// <summary>
    /// Whether each order is read with its customer's role, which <see cref="SyncKit.Commerce.OrderCustomer.Role"/> then holds; it costs one more
    /// request per page. Default: no. Orders that were read before it was switched on get the role when they are read again.
    /// </summary>
    public bool CustomerRoles { get; init; }

    /// <summary>
    /// The topics that the store is to deliver, for example <c>order.updated</c>, of orders, products and customers. Default: all topics of the kinds
    /// that flows take from the store; those of orders while there is no flow.
    /// </summary>
    public IReadOnlyList<string>? WebhookTopics { get; init; }

    /// <summary>What is written when products flow into the store. Default: the stock of products with the same SKU.</summary>
    public WooCommerceStock? Stock { get; init; }
}
