using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SyncKit.AspNetCore.Health;

/// <summary>A report as it is answered. Exceptions are never part of it. Pure.</summary>
internal static class HealthJson
{
    public static byte[] Write(HealthReport report, bool details)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            json.WriteString("status", NameOf(report.Status));
            json.WriteStartObject("checks");
            foreach ((string name, HealthReportEntry entry) in report.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                json.WriteStartObject(name);
                json.WriteString("status", NameOf(entry.Status));
                if (details)
                {
                    WriteDetails(json, entry);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return body.ToArray();
    }

    private static void WriteDetails(Utf8JsonWriter json, HealthReportEntry entry)
    {
        json.WriteString("description", entry.Description);
        json.WriteStartObject("data");
        foreach ((string key, object value) in entry.Data)
        {
            json.WriteString(key, value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }

    private static string NameOf(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
