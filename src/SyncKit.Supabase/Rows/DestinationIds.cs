using SyncKit.Connections;
using SyncKit.Supabase.Mapping;

namespace SyncKit.Supabase.Rows;

/// <summary>Names rows in the ledger: by their source, where their table tells sources apart, and their own id. Pure.</summary>
internal static class DestinationIds
{
    public static string SourceOf(ConnectionId connection) => $"{connection.Connector}/{connection.Name}";

    public static string Of(TableMap table, string? source, string ownId) =>
        source is not null && table.Column(FieldNames.Source) is not null ? $"{source}/{ownId}" : ownId;

    /// <summary>The own id in a name.</summary>
    public static string OwnId(string destinationId, string source) =>
        destinationId.StartsWith(source + "/", StringComparison.Ordinal) ? destinationId[(source.Length + 1)..] : destinationId;
}
