using Microsoft.Extensions.Hosting;

namespace SyncKit.Hosting;

/// <summary>Runs the host's driver in the background.</summary>
internal sealed class WorkService(IWorkDriver driver) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => driver.RunAsync(stoppingToken);
}
