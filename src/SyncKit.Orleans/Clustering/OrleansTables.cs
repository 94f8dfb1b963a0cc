using System.Data.Common;
using System.Reflection;

namespace SyncKit.Orleans.Clustering;

/// <summary>
/// What Orleans' ADO.NET providers for membership (<c>UseAdoNetClustering</c>) and reminders (<c>UseAdoNetReminderService</c>) need in a PostgreSQL database
/// before the first silo starts. Orleans' packages do not bring it.
/// </summary>
public static class OrleansTables
{
    private const string Resource = "SyncKit.Orleans.Clustering.OrleansTables.sql";

    /// <summary>
    /// The script, for those who apply scripts by hand. It may be applied again; what is there already stays. Apply it in one transaction.
    /// </summary>
    public static string Sql
    {
        get
        {
            using Stream script = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
                ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
            using StreamReader reader = new(script);
            return reader.ReadToEnd();
        }
    }

    /// <summary>Applies <see cref="Sql"/>. Any number of hosts may do so at once, also while silos run.</summary>
    /// <param name="database">The database of the cluster, for example an <c>NpgsqlDataSource</c>; its user may create tables in its first schema.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    public static async Task EnsureAsync(DbDataSource database, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        DbConnection connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                DbCommand command = connection.CreateCommand();
                await using (command.ConfigureAwait(false))
                {
                    command.Transaction = transaction;
                    command.CommandText = Sql;
                    await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                }

                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
