using System.Text.Json;
using SyncKit.AspNetCore.Api.Answers;

namespace SyncKit.AspNetCore.Api.Connections;

/// <summary>Reads settings that were sent, whatever the connector makes of them.</summary>
internal static class SettingsText
{
    public static string Read(JsonElement settings) => settings.ValueKind == JsonValueKind.Object
        ? settings.GetRawText()
        : throw new ProblemException(Problems.Field("settings", "The settings are not a JSON object."));
}
