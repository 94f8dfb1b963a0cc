using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using SyncKit.Hosting;

namespace SyncKit.PostgreSql.Wakeups;

/// <summary>Listens, on a connection of its own, for what other hosts announce, and wakes this one. Without it work is found by polling.</summary>
/// <param name="database">Where it listens.</param>
/// <param name="heard">Wakes this host.</param>
/// <param name="options">Whether this host has something to wake.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it says that it hears nothing.</param>
internal sealed partial class WorkListener(
    PostgresDatabase database, Action heard, IOptions<SyncKitOptions> options, TimeProvider time, ILogger<WorkListener> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private bool isLost;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A host that syncs by call only has nobody to wake.
        while (options.Value.RunInBackground && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception lost) when (lost is NpgsqlException or TimeoutException or IOException && !stoppingToken.IsCancellationRequested)
            {
                if (!isLost)
                {
                    LogLost(lost);
                }

                isLost = true;
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        NpgsqlConnection connection = await database.OpenListenerAsync(stoppingToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            connection.Notification += (_, _) => heard();
            await new Session(connection).RunAsync($"LISTEN {WorkAnnouncer.Channel}", stoppingToken).ConfigureAwait(false);
            if (isLost)
            {
                isLost = false;
                LogFound();
            }

            // What was announced before it listened, or while it could not.
            heard();
            while (true)
            {
                await connection.WaitAsync(stoppingToken).ConfigureAwait(false);
            }
        }
    }

    [LoggerMessage(1201, LogLevel.Warning, "This host does not hear what others announce; until the database is reached again, work is found within a second.")]
    private partial void LogLost(Exception exception);

    [LoggerMessage(1202, LogLevel.Information, "This host hears again what others announce.")]
    private partial void LogFound();
}
