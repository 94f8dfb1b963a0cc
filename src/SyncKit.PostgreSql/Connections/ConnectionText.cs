using SyncKit.Connections;

namespace SyncKit.PostgreSql.Connections;

/// <summary>Writes a connection beside its tenant as <c>connector/name</c>, and reads it back.</summary>
internal sealed class ConnectionText(TenantId tenant)
{
    private string lastText = string.Empty;
    private ConnectionId? last;

    public static string Of(ConnectionId connection) => $"{connection.Connector}/{connection.Name}";

    /// <summary>Rows that follow each other mostly name the same connection, so the last one is kept.</summary>
    public ConnectionId Read(string text)
    {
        if (last is null || !string.Equals(text, lastText, StringComparison.Ordinal))
        {
            int slash = text.IndexOf('/', StringComparison.Ordinal);
            last = new ConnectionId(tenant, text[..slash], text[(slash + 1)..]);
            lastText = text;
        }

        return last;
    }
}
