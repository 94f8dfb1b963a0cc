using System.Text;
using System.Text.Json;
using SyncKit.Http;

namespace SyncKit.WooCommerce.Api;

/// <summary>What a store's error body says, as far as it can be read.</summary>
/// <param name="Code">WordPress's code; empty when there is none.</param>
/// <param name="Message">The store's sentence, in the store's language, without markup or secrets; empty when there is none.</param>
internal readonly record struct StoreError(string Code, string Message)
{
    public const string UnknownOrder = "woocommerce_rest_shop_order_invalid_id";

    public const string UnknownProduct = "woocommerce_rest_product_invalid_id";

    public const string UnknownCustomer = "wc_user_invalid_id";

    public const string UnknownWebhook = "woocommerce_rest_shop_webhook_invalid_id";

    public const string NoRoute = "rest_no_route";

    public const string NotAllowed = "woocommerce_rest_cannot_view";

    /// <summary>What the codes begin with that refuse a write: <c>_create</c>, <c>_edit</c> and <c>_delete</c> follow.</summary>
    public const string CannotWrite = "woocommerce_rest_cannot_";

    public const string Authentication = "woocommerce_rest_authentication_error";

    private const int LongestMessage = 200;

    /// <summary>Reads a body; both parts are empty when it is no error of WordPress.</summary>
    public static StoreError Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object ? new StoreError(Text(root, "code"), Plain(Text(root, "message"))) : Nothing;
        }
        catch (JsonException)
        {
            return Nothing;
        }
        catch (InvalidOperationException)
        {
            // A name or a text that is half a surrogate pair.
            return Nothing;
        }
    }

    private static string Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;

    private static StoreError Nothing => new(string.Empty, string.Empty);

    private static string Plain(string text)
    {
        StringBuilder plain = new(text.Length);
        bool inTag = false;
        foreach (char c in text)
        {
            inTag = c == '<' || (inTag && c != '>');
            if (!inTag && c != '>')
            {
                plain.Append(char.IsControl(c) ? ' ' : c);
            }
        }

        string clean = Redactor.Scrub(plain.ToString().Trim());
        return clean.Length > LongestMessage ? clean[..LongestMessage] : clean;
    }
}
