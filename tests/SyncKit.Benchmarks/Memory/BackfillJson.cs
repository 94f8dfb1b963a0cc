using System.Text.Json.Serialization;

namespace SyncKit.Benchmarks.Memory;

[JsonSerializable(typeof(BackfillReport))]
internal sealed partial class BackfillJson : JsonSerializerContext;
