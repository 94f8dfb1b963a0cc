using System.Text.Json.Serialization;
using SyncKit.Intents;

namespace SyncKit.PostgreSql.Intents;

[JsonSerializable(typeof(IReadOnlyList<IntentTarget>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class StoredJson : JsonSerializerContext;
