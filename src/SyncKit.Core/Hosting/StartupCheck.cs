using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SyncKit.Discovery;
using SyncKit.Flows;
using SyncKit.Lanes;

namespace SyncKit.Hosting;

/// <summary>Fails the start with one clear sentence when something that a host needs was not registered.</summary>
internal sealed class StartupCheck(IServiceProvider services, IEnumerable<StorageChoice> storages, FlowCatalog flows) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Run();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Run()
    {
        StorageChoice[] chosen = [.. storages.Distinct()];
        if (chosen.Length != 1)
        {
            throw new InvalidOperationException(chosen.Length == 0
                ? "SyncKit has no storage: call UseSqlite(\"Data Source=synckit.db\") after AddSyncKit()."
                : $"SyncKit has several storages ({string.Join(", ", chosen.Select(storage => storage.Name))}): call exactly one Use… method.");
        }

        foreach (Flow flow in flows.All)
        {
            Check(flow);
        }
    }

    private void Check(Flow flow)
    {
        if (services.GetKeyedService<ISource>(Flow.SourceKey(flow.From, flow.Kind)) is null)
        {
            throw new InvalidOperationException(
                $"The flow '{flow.Name}' reads {flow.Kind} records from '{flow.From}', but no such source is registered: call the connector's Add… method.");
        }

        if (services.GetKeyedService<IFlowPipelineFactory>(Flow.PipelineKey(flow.Kind, flow.To)) is null)
        {
            throw new InvalidOperationException(
                $"The flow '{flow.Name}' writes {flow.Kind} records to '{flow.To}', but nothing turns them into its documents: call the connector's Add… method.");
        }
    }
}
