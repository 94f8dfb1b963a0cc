using System.Diagnostics;
using Hangfire;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.States;
using HangfireStorage = Hangfire.PostgreSql.PostgreSqlStorage;

namespace SyncKit.Benchmarks.Queue;

/// <summary>The same number of jobs that do nothing, with Hangfire's server and its storage on the same PostgreSQL.</summary>
internal static class HangfireQueue
{
    private const int Producers = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private static int done;

    /// <returns>Jobs per second.</returns>
    public static async Task<double> DrainAsync(string connectionString, int jobs, int workers)
    {
        PostgreSqlStorageOptions options = new() { QueuePollInterval = TimeSpan.FromMilliseconds(50), PrepareSchemaIfNecessary = true };
        HangfireStorage storage = new(new NpgsqlConnectionFactory(connectionString, options), options);
        await Task.WhenAll(Enumerable.Range(0, Producers).Select(producer => Task.Run(() =>
        {
            BackgroundJobClient client = new(storage);
            for (int job = producer; job < jobs; job += Producers)
            {
                client.Create(Job.FromExpression(() => Work(job)), new EnqueuedState());
            }
        })));
        Volatile.Write(ref done, 0);
        long started = Stopwatch.GetTimestamp();
        using BackgroundJobServer server = new(new BackgroundJobServerOptions { WorkerCount = workers }, storage);
        while (Volatile.Read(ref done) < jobs)
        {
            await Task.Delay(Pause);
        }

        return jobs / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>A job; Hangfire finds it by its name.</summary>
    public static void Work(int number)
    {
        _ = number;
        Interlocked.Increment(ref done);
    }
}
