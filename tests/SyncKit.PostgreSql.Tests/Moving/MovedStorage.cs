using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SyncKit.Moving;

namespace SyncKit.PostgreSql.Tests.Moving;

/// <summary>A SQLite file and an empty PostgreSQL database.</summary>
internal sealed class MovedStorage : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("synckit-moving-");
    private readonly List<ServiceProvider> hosts = [];

    private MovedStorage(string postgres) => Postgres = postgres;

    public string Sqlite => $"Data Source={Path.Combine(folder.FullName, "synckit.db")}";

    public string Other => $"Data Source={Path.Combine(folder.FullName, "other.db")}";

    public string Postgres { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<MovedStorage> CreateAsync() => new(await StorageServer.Current.CreateEmptyAsync());

    /// <summary>The stores of a host on a storage.</summary>
    public IServiceProvider Host(Func<SyncKitBuilder, SyncKitBuilder> use)
    {
        ServiceCollection services = new();
        use(services.AddSyncKit());
        ServiceProvider provider = services.BuildServiceProvider();
        hosts.Add(provider);
        return provider;
    }

    /// <summary>Ends all hosts.</summary>
    public async Task StopAsync()
    {
        foreach (ServiceProvider host in hosts)
        {
            await host.DisposeAsync();
        }

        hosts.Clear();
    }

    public async Task<IReadOnlyList<CopiedTable>> CopyAsync(TimeProvider? time = null)
    {
        await using IStorageSource source = SqliteStorage.OpenSource(Sqlite, time);
        await using IStorageTarget target = await PostgreSqlStorage.OpenTargetAsync(Postgres, Cancel);
        return await StorageCopy.RunAsync(source, target, Cancel);
    }

    /// <summary>All rows of a storage as text, sorted: storages need not keep them in an order.</summary>
    public static async Task<Dictionary<string, string[]>> ReadAsync(IStorageSource source)
    {
        Dictionary<string, string[]> tables = [];
        foreach (StorageTable table in StorageTables.All)
        {
            List<string> rows = [];
            await foreach (object?[] row in source.ReadAsync(table, Cancel))
            {
                rows.Add(string.Join(" | ", row.Select(Show)));
            }

            tables.Add(table.Name, [.. rows.Order(StringComparer.Ordinal)]);
        }

        return tables;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Delete(recursive: true);
        NpgsqlConnection.ClearAllPools();
        await StorageServer.Current.DropAsync(Postgres);
    }

    private static string Show(object? value) => value switch
    {
        null => "null",
        byte[] bytes => $"bytes {Convert.ToHexString(bytes)}",
        IFormattable number => $"{value.GetType().Name} {number.ToString(null, System.Globalization.CultureInfo.InvariantCulture)}",
        _ => $"{value.GetType().Name} {value}",
    };
}
