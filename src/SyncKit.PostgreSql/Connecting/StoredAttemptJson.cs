using System.Text.Json.Serialization;

namespace SyncKit.PostgreSql.Connecting;

[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class StoredAttemptJson : JsonSerializerContext;
