using System.Text.Json;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.Connections;

namespace SyncKit.AspNetCore.Api.Connections;

/// <summary>A connection with its settings. Of its secrets it shows which are there, and none of them.</summary>
/// <param name="Connector">The connector's name.</param>
/// <param name="Name">The connection's name among the tenant's on that connector.</param>
/// <param name="Status">Whether it works.</param>
/// <param name="SettingsVersion">Counts the changes of its settings; the ETag is the same number.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Credentials">The names of its secrets; absent when they cannot be read.</param>
/// <param name="Findings">What a check found; absent when none was made.</param>
internal sealed record ConnectionAnswer(
    string Connector,
    string Name,
    StatusAnswer Status,
    int SettingsVersion,
    JsonElement Settings,
    IReadOnlyList<string>? Credentials,
    IReadOnlyList<FindingAnswer>? Findings)
{
    public static ConnectionAnswer Of(Connection connection, IReadOnlyList<string>? credentials, IReadOnlyList<FindingAnswer>? findings = null)
    {
        using JsonDocument settings = JsonDocument.Parse(connection.Settings.Json);
        return new ConnectionAnswer(
            connection.Id.Connector,
            connection.Id.Name,
            StatusAnswer.Of(connection.Status),
            connection.Settings.Version,
            settings.RootElement.Clone(),
            credentials,
            findings);
    }
}
