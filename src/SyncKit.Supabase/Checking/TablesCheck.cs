using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Faults;
using SyncKit.Supabase.Api;
using SyncKit.Supabase.Mapping;

namespace SyncKit.Supabase.Checking;

/// <summary>Checks the tables that a connection is written to against the live project, before the first row.</summary>
internal sealed class TablesCheck(WrittenTables written)
{
    /// <param name="connection">The connection.</param>
    /// <param name="session">The project.</param>
    /// <param name="description">What the API says of itself.</param>
    /// <param name="cancellationToken">Gives the check up.</param>
    /// <exception cref="ConnectorException">The project could not be asked.</exception>
    public async Task<IReadOnlyList<Finding>> RunAsync(
        Connection connection, ProjectSession session, ApiDescription description, CancellationToken cancellationToken)
    {
        if (!LayoutReader.TryRead(connection, out Layout? layout, out _))
        {
            return LayoutReader.Problems(connection.Settings);
        }

        List<Finding> findings = [];
        RowProbe probe = new(session);
        IReadOnlyList<TableMap> tables = await written.OfAsync(connection, layout, cancellationToken).ConfigureAwait(false);
        foreach (TableMap map in tables)
        {
            List<Finding> described = description.HasTables ? [.. DescriptionCheck.Of(map, description)] : [];
            findings.AddRange(described);
            if (described.TrueForAll(static finding => finding.Severity == FindingSeverity.Warning))
            {
                findings.AddRange(await probe.TryAsync(map, cancellationToken).ConfigureAwait(false));
            }
        }

        // A function that fails because a table is missing says nothing new.
        if (layout.Settings.OrderFunction is { } function && tables.Contains(layout.Orders.Map) && findings.Count == 0
            && await probe.TryAsync(function, cancellationToken).ConfigureAwait(false) is { } finding)
        {
            findings.Add(finding);
        }

        return findings;
    }
}
