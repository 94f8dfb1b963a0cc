using System.Text.Json.Serialization;

namespace SyncKit.Testing.WooCommerce;

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(WooCommerceSnapshot))]
internal sealed partial class WooCommerceSnapshotJson : JsonSerializerContext;
