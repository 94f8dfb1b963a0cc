using System.Text.Json.Serialization;
using SyncKit.Runs;

namespace SyncKit.PostgreSql.Runs;

[JsonSerializable(typeof(RunRequest))]
[JsonSerializable(typeof(RunProgress))]
internal sealed partial class StoredRunJson : JsonSerializerContext;
