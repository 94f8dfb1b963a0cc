using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SyncKit.Notifications;
using SyncKit.Webhooks;

namespace SyncKit.Hosting;

/// <summary>Starts lanes, runs, schedules, upkeep of lanes, runs and webhooks, and what tells people, unless the host syncs by call only.</summary>
internal sealed class BackgroundSync(IServiceProvider services, IOptions<SyncKitOptions> options) : IHostedService
{
    private readonly List<IHostedService> running = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.RunInBackground)
        {
            return;
        }

        running.Add(ActivatorUtilities.CreateInstance<WorkService>(services));
        running.Add(ActivatorUtilities.CreateInstance<UpkeepService>(services));
        running.Add(ActivatorUtilities.CreateInstance<WebhookUpkeep>(services));
        running.Add(ActivatorUtilities.CreateInstance<NotificationService>(services));
        foreach (IHostedService service in running)
        {
            await service.StartAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (IHostedService service in running)
        {
            await service.StopAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
