using System.Text.Json;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Webhooks;
using SyncKit.WooCommerce.Api;
using SyncKit.WooCommerce.Changes;
using SyncKit.WooCommerce.Customers;
using SyncKit.WooCommerce.Orders;
using SyncKit.WooCommerce.Products;

namespace SyncKit.WooCommerce.Webhooks;

/// <summary>Reads the body of a genuine delivery of one topic. Pure.</summary>
internal static class DeliveredRecord
{
    /// <summary>Reads it as an order, a product or a customer.</summary>
    public static WebhookReading Read(DeliveryTopic topic, Connection connection, WebhookDelivery delivery) => topic.Kind switch
    {
        _ when topic.Kind == Order.Kind => Read<OrderHead>(topic, delivery, head => Whole(head, connection)),
        _ when topic.Kind == Product.Kind => Read<ProductHead>(topic, delivery, Whole),
        _ => Read<CustomerHead>(topic, delivery, static head => CustomerRecord.Of(head)),
    };

    private static WebhookReading Read<THead>(DeliveryTopic topic, WebhookDelivery delivery, Func<THead, SourceRecord?> whole)
        where THead : class, IRecordHead<THead>
    {
        THead head;
        try
        {
            head = HeadReader.ReadOne<THead>(JsonEdge.Trim(delivery.Body));
        }
        catch (JsonException)
        {
            return WebhookReading.Malformed("The body is not JSON.");
        }

        if (head.Id is not { } id)
        {
            // What an update holds whose record was deleted before the store sent it.
            return StoreError.Read(delivery.Body).Code.Length > 0
                ? WebhookReading.Ignored($"The {topic.Kind} was gone before the store sent the delivery.")
                : WebhookReading.Malformed($"The body holds no id of {topic.Kind}s.");
        }

        // Of a deleted one only a fetch tells whether it is in the trash or gone.
        SourceRecord? record = !topic.IsDeletion && head.IsWhole ? whole(head) : null;
        record ??= ThinRecord.Of(id, topic.IsDeletion ? delivery.ReceivedAt : head.ModifiedAt ?? delivery.ReceivedAt);
        return WebhookReading.Accepted(topic.Kind, [record]) with
        {
            DeliveryKey = DeliveryKey.Of(topic.Name, delivery.Body.Span),
            ForgottenKeys = topic.IsDeletion ? [] : [DeliveryKey.OfDeletion(topic.Kind, id)],
        };
    }

    /// <summary>The refunds in the body are a summary, and the customer's role is not in it.</summary>
    private static SourceRecord? Whole(OrderHead order, Connection connection) =>
        order.HasRefunds || (order.CustomerId is not null && StoreSettings.WantsRoles(connection)) ? null : OrderRecord.Of(order, order.ModifiedAt!.Value);

    /// <summary>A delivery writes a variation in another form than the list of variations.</summary>
    private static SourceRecord? Whole(ProductHead product) =>
        product.Type == ProductHead.Variation ? null : ProductRecord.Of(product, product.ModifiedAt!.Value);
}
