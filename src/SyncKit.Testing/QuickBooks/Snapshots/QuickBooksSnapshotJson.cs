using System.Text.Json.Serialization;

namespace SyncKit.Testing.QuickBooks.Snapshots;

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(QuickBooksSnapshot))]
internal sealed partial class QuickBooksSnapshotJson : JsonSerializerContext;
