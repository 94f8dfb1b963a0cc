using System.Text.Json.Serialization;

namespace SyncKit.QuickBooks.Posting;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PostingProof))]
internal sealed partial class PostingProofJson : JsonSerializerContext;
