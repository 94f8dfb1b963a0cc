using Microsoft.Extensions.DependencyInjection;
using SyncKit.Benchmarks.Measuring;
using SyncKit.Discovery;
using SyncKit.Lanes;
using SyncKit.Servers;

namespace SyncKit.Benchmarks.Queue;

/// <summary>Items leased and settled on PostgreSQL whose commits wait for the disk, by four owners at once.</summary>
internal static class PostgresQueueBenchmark
{
    public static async Task<IReadOnlyList<Bound>> RunAsync()
    {
        await using PostgresServer server = await PostgresServer.StartAsync(durable: true);
        static async Task Sql(string cs, string sql)
        {
            await using Npgsql.NpgsqlConnection c = new(cs + ";Pooling=false");
            await c.OpenAsync();
            await using Npgsql.NpgsqlCommand k = new(sql, c);
            await using var r = await k.ExecuteReaderAsync();
            while (await r.ReadAsync())
            {
                Console.WriteLine(string.Join(" | ", Enumerable.Range(0, r.FieldCount).Select(i => r.GetValue(i)?.ToString()?.ReplaceLineEndings(" "))));
            }
        }

        if (Environment.GetEnvironmentVariable("EXPLAIN") == "1")
        {
            foreach (string set in (string[])["session_preload_libraries='auto_explain'", "auto_explain.log_min_duration=0", "auto_explain.log_analyze=on", "auto_explain.log_buffers=on", "auto_explain.sample_rate=0.002"])
            {
                await Sql(server.ConnectionString("postgres"), "ALTER ROLE postgres SET " + set);
            }

            await Sql(server.ConnectionString("postgres"), "SELECT pg_reload_conf()");
        }

        bool profile = Environment.GetEnvironmentVariable("PROFILE") == "1";
        if (profile)
        {
            await Sql(server.ConnectionString("postgres"), "ALTER SYSTEM SET shared_preload_libraries='pg_stat_statements'");
            await server.EndAsync(Signals.Interrupt);
            await server.StartAgainAsync();
            await Sql(server.ConnectionString("postgres"), "CREATE EXTENSION pg_stat_statements");
        }

        foreach ((int items, int per) in ((int, int)[])[(20_000, 10)])
        {
            await using BarePostgresQueue bare = await BarePostgresQueue.CreateAsync(server.ConnectionString(await server.CreateDatabaseAsync()), items);
            ProcessorTime t1 = ProcessorTime.Now(server.ProcessId);
            DrainFigures drained = await bare.DrainAsync(4, per);
            ProcessorTime t2 = ProcessorTime.Now(server.ProcessId);
            Console.WriteLine($"bare {items} {per}: out {drained.PerSecond:0}/s claim p50 {drained.ClaimP50:0.00} p99 {drained.ClaimP99:0.00} ms; cpu us/item own {(t2 - t1).Own / items * 1e6:0.0} server {(t2 - t1).Server / items * 1e6:0.0}");
        }

        foreach ((int items, int per) in ((int, int)[])[(40_000, 10), (100_000, 50)])
        {
            await using ServiceProvider services = new ServiceCollection()
                .AddSyncKit().UsePostgreSql(server.ConnectionString(await server.CreateDatabaseAsync())).Services.BuildServiceProvider();
            QueueLoad load = new(services.GetRequiredService<ISyncStateStore>(), services.GetRequiredService<ILaneStore>(), 100);
            ProcessorTime t0 = ProcessorTime.Now(server.ProcessId);
            double enqueued = await load.EnqueueAsync(items, 4, 100);
            ProcessorTime t1 = ProcessorTime.Now(server.ProcessId);
            if (profile) await Sql(server.ConnectionString("postgres"), "SELECT pg_stat_statements_reset()");
            DrainFigures drained = await load.DrainAsync(workers: 4, per);
            ProcessorTime t2 = ProcessorTime.Now(server.ProcessId);
            Console.WriteLine($"  cpu us/item: in own {(t1 - t0).Own / items * 1e6:0.0} server {(t1 - t0).Server / items * 1e6:0.0}; out own {(t2 - t1).Own / items * 1e6:0.0} server {(t2 - t1).Server / items * 1e6:0.0}");
            if (profile) await Sql(server.ConnectionString("postgres"), "SELECT calls, plans, round(total_plan_time::numeric) planms, round(total_exec_time::numeric) execms, round((total_exec_time/calls)::numeric,3), wal_bytes, left(query, 70) FROM pg_stat_statements ORDER BY total_exec_time+total_plan_time DESC LIMIT 14");
            Console.WriteLine($"{items} {per}: in {enqueued:0}/s out {drained.PerSecond:0}/s claim p50 {drained.ClaimP50:0.00} p99 {drained.ClaimP99:0.00} ms ({drained.Items})");
        }

        if (Environment.GetEnvironmentVariable("EXPLAIN") == "1")
        {
            foreach (string log in Directory.EnumerateDirectories("/tmp", "synckit-postgres-*").OrderByDescending(Directory.GetCreationTimeUtc).Take(1).SelectMany(d => Directory.EnumerateFiles(d + "/data/log")))
            {
                File.Copy(log, "/tmp/lanes-scratch/explain.log", true);
            }
        }

        return [];
    }
}
