using SyncKit.Commerce;

namespace SyncKit.WooCommerce.Webhooks;

/// <summary>A topic whose deliveries are read.</summary>
/// <param name="Name">Its name, for example <c>order.updated</c>.</param>
/// <param name="Kind">The kind of record that it tells of.</param>
internal sealed record DeliveryTopic(string Name, string Kind)
{
    /// <summary>All of them. A store's words for the kinds are ours.</summary>
    public static IReadOnlyList<DeliveryTopic> All { get; } =
    [
        .. Of(Order.Kind, "created", "updated", "deleted", "restored"),
        .. Of(Product.Kind, "created", "updated", "deleted", "restored"),
        .. Of(Customer.Kind, "created", "updated", "deleted"),
    ];

    /// <summary>Whether it tells of a record that went into the trash or is gone, by its id alone.</summary>
    public bool IsDeletion => Name.EndsWith(".deleted", StringComparison.Ordinal);

    /// <summary>The topic of a name; <see langword="null"/> when its deliveries are not read.</summary>
    public static DeliveryTopic? Find(string? name) => All.FirstOrDefault(topic => string.Equals(topic.Name, name, StringComparison.Ordinal));

    private static IEnumerable<DeliveryTopic> Of(string kind, params string[] events) => events.Select(each => new DeliveryTopic($"{kind}.{each}", kind));
}
