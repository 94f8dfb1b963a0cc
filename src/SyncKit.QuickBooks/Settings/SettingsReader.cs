using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Faults;

namespace SyncKit.QuickBooks.Settings;

/// <summary>Reads a connection's settings and says what is wrong with them.</summary>
internal static class SettingsReader
{
    // Settings do not change once they are read, and they are asked for at every call: one reading serves them all.
    private static readonly ConditionalWeakTable<ConnectionSettings, Reading> Readings = [];

    public static bool TryRead(Connection connection, [NotNullWhen(true)] out QuickBooksSettings? settings, [NotNullWhen(false)] out Failure? failure)
    {
        Reading reading = Readings.GetValue(connection.Settings, static stored => Read(stored));
        Finding? error = reading.Findings.FirstOrDefault(static finding => finding.Severity == FindingSeverity.Error);
        failure = error is null ? null : Wrong(error.Message);
        settings = failure is null ? reading.Settings : null;
        return settings is not null;
    }

    /// <exception cref="ConnectorException">The settings are wrong.</exception>
    public static QuickBooksSettings Read(Connection connection) =>
        TryRead(connection, out QuickBooksSettings? settings, out Failure? failure) ? settings : throw new ConnectorException(failure);

    /// <summary>What can be seen without the company.</summary>
    public static IReadOnlyList<Finding> Problems(ConnectionSettings stored) => Readings.GetValue(stored, static stored => Read(stored)).Findings;

    private static Reading Read(ConnectionSettings stored)
    {
        try
        {
            if (SettingsShape.Problems(stored.Json, QuickBooksJson.Default.QuickBooksSettings) is { Count: > 0 } shape)
            {
                return new Reading(null, shape);
            }

            QuickBooksSettings settings = stored.As(QuickBooksJson.Default.QuickBooksSettings);
            return new Reading(settings,
            [
                .. CompanyProblems.Of(settings),
                .. DocumentProblems.Of(settings),
                .. NumberProblems.Of(settings),
                .. EntryProblems.Of(settings),
                .. MoneyProblems.Of(settings),
                .. TaxProblems.Of(settings),
                .. FieldProblems.Of(settings),
            ]);
        }
        catch (JsonException exception)
        {
            string setting = exception.Path?.TrimStart('$', '.') is { Length: > 0 } path ? path : "settings";
            return new Reading(null, [Found.Error(setting, setting == "settings"
                ? "The settings are not one JSON object that can be read."
                : $"The setting {setting} has a value that it cannot have.")]);
        }
    }

    private static Failure Wrong(string message) =>
        new(FailureKind.NeedsAttention, "quickbooks.settings", message, "Correct the connection's settings and check the connection.");

    private sealed record Reading(QuickBooksSettings? Settings, IReadOnlyList<Finding> Findings);
}
