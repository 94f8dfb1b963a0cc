using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Flows;

namespace SyncKit.Lanes;

/// <summary>Finds the pipeline of a flow.</summary>
internal sealed class PipelineCatalog(IServiceProvider services, FlowCatalog flows)
{
    private readonly ConcurrentDictionary<Flow, FlowPipeline> pipelines = new();

    /// <summary>The pipeline, or <see langword="null"/> when this host does not declare the flow.</summary>
    public FlowPipeline? Find(string name) => flows.Find(name) is { } flow ? pipelines.GetOrAdd(flow, Create) : null;

    private FlowPipeline Create(Flow flow) =>
        services.GetRequiredKeyedService<IFlowPipelineFactory>(Flow.PipelineKey(flow.Kind, flow.To)).Create(flow, services);
}
