using SyncKit.Connections;

namespace SyncKit.AspNetCore.Api.Connections;

/// <summary>A connection in a list.</summary>
/// <param name="Connector">The connector's name.</param>
/// <param name="Name">The connection's name among the tenant's on that connector.</param>
/// <param name="Status">Whether it works.</param>
/// <param name="SettingsVersion">Counts the changes of its settings.</param>
internal sealed record ConnectionRow(string Connector, string Name, StatusAnswer Status, int SettingsVersion)
{
    public static ConnectionRow Of(Connection connection) => new(
        connection.Id.Connector, connection.Id.Name, StatusAnswer.Of(connection.Status), connection.Settings.Version);
}
