using SyncKit.Flows;

namespace SyncKit.Lanes;

/// <summary>Closes the generic pipeline over a record and a document type where both are still known.</summary>
internal interface IFlowPipelineFactory
{
    FlowPipeline Create(Flow flow, IServiceProvider services);
}
