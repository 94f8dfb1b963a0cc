using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Flows;

namespace SyncKit.Lanes;

/// <summary>Finds the pipeline of a flow.</summary>
internal sealed class PipelineCatalog(IServiceProvider services, FlowCatalog flows)
{
    private readonly ConcurrentDictionary<string, FlowPipeline> pipelines = new(StringComparer.Ordinal);

    public FlowPipeline Find(string flow) => pipelines.GetOrAdd(flow, Create);

    private FlowPipeline Create(string name)
    {
        Flow flow = flows.Find(name) ?? throw new InvalidOperationException(
            $"Items wait for the flow '{name}', which this host does not declare. Add it with AddFlow, or unbind it.");
        return services.GetRequiredKeyedService<IFlowPipelineFactory>(Flow.PipelineKey(flow.Kind, flow.To)).Create(flow, services);
    }
}
