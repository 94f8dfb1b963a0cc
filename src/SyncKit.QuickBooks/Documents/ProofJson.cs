using System.Text.Json;
using System.Text.Json.Serialization;
using SyncKit.QuickBooks.Posting;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Writes a proof as it is kept in the ledger.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PostingProof))]
internal sealed partial class ProofJson : JsonSerializerContext
{
    public static string Write(PostingProof proof) => JsonSerializer.Serialize(proof, Default.PostingProof);

    public static PostingProof? Read(string json) => json.Length == 0 ? null : JsonSerializer.Deserialize(json, Default.PostingProof);
}
