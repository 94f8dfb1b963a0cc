using System.Text.Json.Serialization;
using SyncKit.Runs;

namespace SyncKit.Sqlite.Runs;

[JsonSerializable(typeof(RunRequest))]
[JsonSerializable(typeof(RunProgress))]
internal sealed partial class StoredRunJson : JsonSerializerContext;
