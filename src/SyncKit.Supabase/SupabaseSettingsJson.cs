using System.Text.Json.Serialization;

namespace SyncKit.Supabase;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SupabaseSettings))]
internal sealed partial class SupabaseSettingsJson : JsonSerializerContext;
