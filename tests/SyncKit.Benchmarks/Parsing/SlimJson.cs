using System.Text.Json.Serialization;

namespace SyncKit.Benchmarks.Parsing;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SlimOrder))]
internal sealed partial class SlimJson : JsonSerializerContext;
