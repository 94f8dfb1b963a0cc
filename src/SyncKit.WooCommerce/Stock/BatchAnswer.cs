using System.Text.Json;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Intents;

namespace SyncKit.WooCommerce.Stock;

/// <summary>Reads what became of each product of a batch. Pure.</summary>
internal static class BatchAnswer
{
    private const int FirstServerError = 500;

    /// <exception cref="JsonException">The answer is none of a batch.</exception>
    public static WriteAnswer Read(Intent intent, ReadOnlyMemory<byte> json)
    {
        JsonElement[] sent = Sent(intent);
        JsonElement[] told = JsonElement.Parse(json.Span).TryGetProperty("update", out JsonElement list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
        if (told.Length != sent.Length)
        {
            throw new JsonException($"The store answered for {told.Length} of {sent.Length} products.");
        }

        return WriteAnswer.Of([.. intent.Targets.Select((target, i) => Of(target.Id, sent[i], told[i]))]);
    }

    /// <summary>The parts of a batch.</summary>
    public static JsonElement[] Sent(Intent intent) => [.. JsonElement.Parse(intent.Content.Span).GetProperty("update").EnumerateArray()];

    /// <summary>A product that is what it should be.</summary>
    public static WrittenDocument Written(JsonElement product) => new(
        product.GetProperty("id").GetRawText(),
        product.TryGetProperty("date_modified_gmt", out JsonElement modified) && modified.ValueKind == JsonValueKind.String ? modified.GetString()! : string.Empty,
        0,
        0,
        string.Empty);

    private static TargetAnswer Of(string target, JsonElement sent, JsonElement told)
    {
        string id = sent.GetProperty("id").GetRawText();
        if (told.ValueKind != JsonValueKind.Object || !told.TryGetProperty("id", out JsonElement answered) || answered.GetRawText() != id)
        {
            throw new JsonException($"The store did not answer for the product {id} in its place.");
        }

        if (told.TryGetProperty("error", out JsonElement error))
        {
            return new TargetAnswer { TargetId = target, Failure = Refused(id, error) };
        }

        return StockJson.Difference(sent, told) is { } difference
            ? new TargetAnswer
            {
                TargetId = target,
                Failure = new Failure(
                    FailureKind.Permanent,
                    "woocommerce.stock-differs",
                    $"The product {id} was written, and {difference}.",
                    "See whether a plug-in manages this field, whether it is a product whose variations have stock and price, and take the field out of stock.fields if it is."),
            }
            : new TargetAnswer { TargetId = target, Written = Written(told) };
    }

    private static Failure Refused(string id, JsonElement error)
    {
        string code = Text(error, "code");
        string message = $"The store refused the product {id}: {Text(error, "message").TrimEnd('.')} ({code}).";
        bool isServers = error.TryGetProperty("data", out JsonElement data) && data.ValueKind == JsonValueKind.Object
            && data.TryGetProperty("status", out JsonElement status) && status.TryGetInt32(out int number) && number >= FirstServerError;
        return code switch
        {
            _ when code.EndsWith("_invalid_id", StringComparison.Ordinal) || code == "woocommerce_rest_invalid_product_id" => new Failure(
                FailureKind.Permanent, ProductFinder.Unknown, message, "The product is gone or became another kind; it is looked for again by itself now and then."),
            _ when isServers => new Failure(FailureKind.Transient, "woocommerce.store-error", message, "Nothing needs to be done unless it lasts: SyncKit tries again by itself."),
            _ => new Failure(FailureKind.Permanent, "woocommerce.product-refused", message, "Correct the product in the source or in the store, then retry."),
        };
    }

    private static string Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;
}
