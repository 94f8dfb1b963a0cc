using System.Text.Json.Serialization;

namespace SyncKit.Testing.WooCommerce;

// Metadata only: the generated fast path writes an absent byte array as an empty one.
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(WooCommerceSnapshot))]
internal sealed partial class WooCommerceSnapshotJson : JsonSerializerContext;
