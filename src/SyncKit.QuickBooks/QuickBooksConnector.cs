using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Faults;
using SyncKit.QuickBooks.Checking;
using SyncKit.QuickBooks.References;
using SyncKit.QuickBooks.Settings;

namespace SyncKit.QuickBooks;

/// <summary>Tries connections to QuickBooks companies.</summary>
internal sealed class QuickBooksConnector(CompanyQueries queries) : IConnector
{
    private readonly CompanyCheck check = new(queries);

    public string Name => QuickBooksBuilderExtensions.QuickBooks;

    public async Task<IReadOnlyList<Finding>> CheckAsync(Connection connection, CancellationToken cancellationToken)
    {
        IReadOnlyList<Finding> problems = SettingsReader.Problems(connection.Settings);
        if (!SettingsReader.TryRead(connection, out QuickBooksSettings? settings, out _))
        {
            return problems;
        }

        try
        {
            return [.. problems, .. await check.RunAsync(connection, settings, cancellationToken).ConfigureAwait(false)];
        }
        catch (ConnectorException exception)
        {
            Failure failure = exception.Failure;
            return [.. problems, Found.Error("connection", $"{failure.Message} {failure.Remedy}")];
        }
    }
}
