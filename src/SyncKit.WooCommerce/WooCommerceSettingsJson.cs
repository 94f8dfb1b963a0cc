using System.Text.Json.Serialization;

namespace SyncKit.WooCommerce;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(WooCommerceSettings))]
internal sealed partial class WooCommerceSettingsJson : JsonSerializerContext;
