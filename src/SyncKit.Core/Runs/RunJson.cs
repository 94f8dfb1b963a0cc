using System.Text.Json.Serialization;
using SyncKit.Discovery;

namespace SyncKit.Runs;

[JsonSerializable(typeof(SyncOptions))]
internal sealed partial class RunJson : JsonSerializerContext;
