using System.Text.Json;
using System.Text.Json.Serialization;

namespace SyncKit.AspNetCore.Api.Answers;

/// <summary>Writes an enumeration's value as a word in camel case.</summary>
internal sealed class EnumText<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
