using SyncKit.Adopting;
using SyncKit.Flows;

namespace SyncKit.Planning;

/// <summary>Closes what reads a flow without writing over a record and a document type, where both are still known.</summary>
internal interface IFlowReaderFactory
{
    FlowPlanner CreatePlanner(Flow flow, IServiceProvider services);

    /// <summary>What outlines the flow's documents; <see langword="null"/> when its transformer cannot.</summary>
    FlowOutliner? CreateOutliner(Flow flow, IServiceProvider services);
}
