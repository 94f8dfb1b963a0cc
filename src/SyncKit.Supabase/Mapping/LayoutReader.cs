using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Faults;

namespace SyncKit.Supabase.Mapping;

/// <summary>Reads where a connection's rows go, and says what is wrong with its settings.</summary>
internal static class LayoutReader
{
    // Settings do not change once they are read, and they are asked for with every record: one reading serves them all.
    private static readonly ConditionalWeakTable<ConnectionSettings, Reading> Readings = [];

    public static bool TryRead(Connection connection, [NotNullWhen(true)] out Layout? layout, [NotNullWhen(false)] out Failure? failure)
    {
        Reading reading = Readings.GetValue(connection.Settings, static stored => Read(stored));
        failure = reading.Layout is null
            ? new Failure(FailureKind.NeedsAttention, "supabase.settings", reading.Findings[0].Message, "Correct the connection's settings and check the connection.")
            : null;
        layout = reading.Layout;
        return layout is not null;
    }

    /// <exception cref="ConnectorException">The settings are wrong.</exception>
    public static Layout Read(Connection connection) =>
        TryRead(connection, out Layout? layout, out Failure? failure) ? layout : throw new ConnectorException(failure);

    /// <summary>What can be seen without the project.</summary>
    public static IReadOnlyList<Finding> Problems(ConnectionSettings stored) => Readings.GetValue(stored, static stored => Read(stored)).Findings;

    private static Reading Read(ConnectionSettings stored)
    {
        try
        {
            if (SettingsShape.Problems(stored.Json, SupabaseSettingsJson.Default.SupabaseSettings) is { Count: > 0 } shape)
            {
                return new Reading(null, shape);
            }

            LayoutBuilder builder = new(stored.As(SupabaseSettingsJson.Default.SupabaseSettings).Tables);
            Layout? layout = builder.Build();
            return new Reading(layout, builder.Findings);
        }
        catch (JsonException exception)
        {
            string setting = exception.Path?.TrimStart('$', '.') is { Length: > 0 } path ? path : "settings";
            return new Reading(null, [new Finding(FindingSeverity.Error, setting, setting == "settings"
                ? "The settings are not one JSON object with a url that can be read."
                : $"The setting {setting} has a value that it cannot have.")]);
        }
    }

    private sealed record Reading(Layout? Layout, IReadOnlyList<Finding> Findings);
}
