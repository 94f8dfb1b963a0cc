using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Credentials;
using SyncKit.Faults;
using SyncKit.QuickBooks.Authentication;
using SyncKit.QuickBooks.Checking;
using SyncKit.QuickBooks.References;
using SyncKit.QuickBooks.Settings;

namespace SyncKit.QuickBooks;

/// <summary>Tries connections to QuickBooks companies.</summary>
internal sealed class QuickBooksConnector(CompanyQueries queries, ICredentialStore credentials, TimeProvider time) : IConnector
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
            IReadOnlyList<Finding> findings = await check.RunAsync(connection, settings, cancellationToken).ConfigureAwait(false);
            return [.. problems, .. await EndingAsync(connection, cancellationToken).ConfigureAwait(false), .. findings];
        }
        catch (ConnectorException exception)
        {
            Failure failure = exception.Failure;
            return [.. problems, Found.Error(Finding.OfConnection, $"{failure.Message} {failure.Remedy}")];
        }
    }

    /// <summary>What there is to say of the connection's end; looked at last, when the company was just called and the tokens are the newest.</summary>
    private async Task<IReadOnlyList<Finding>> EndingAsync(Connection connection, CancellationToken cancellationToken)
    {
        StoredCredentials? stored = await credentials.FindAsync(connection.Id, "check the connection", cancellationToken).ConfigureAwait(false);
        return stored is not null && TokenLife.Warning(stored.Secrets, time.GetUtcNow()) is { } ending ? [ending] : [];
    }
}
