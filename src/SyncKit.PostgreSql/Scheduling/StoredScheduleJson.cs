using System.Text.Json.Serialization;
using SyncKit.Scheduling;

namespace SyncKit.PostgreSql.Scheduling;

[JsonSerializable(typeof(Schedule))]
internal sealed partial class StoredScheduleJson : JsonSerializerContext;
