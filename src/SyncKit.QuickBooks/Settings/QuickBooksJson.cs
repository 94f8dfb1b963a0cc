using System.Text.Json;
using System.Text.Json.Serialization;

namespace SyncKit.QuickBooks.Settings;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(QuickBooksSettings))]
internal sealed partial class QuickBooksJson : JsonSerializerContext;
