using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Discovery;
using SyncKit.Flows;
using SyncKit.Hosting;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Lanes;

internal sealed class FlowPipelineFactory<TRecord, TDocument> : IFlowPipelineFactory
    where TRecord : class, IRecord
    where TDocument : class
{
    public FlowPipeline Create(Flow flow, IServiceProvider services) => new FlowPipeline<TRecord, TDocument>(
        services.GetRequiredKeyedService<ISource<TRecord>>(flow.From),
        services.GetRequiredKeyedService<ITransformer<TRecord, TDocument>>(flow.To),
        services.GetRequiredKeyedService<IDestination<TDocument>>(flow.To),
        services.GetRequiredService<IConnectionStore>(),
        services.GetRequiredService<ILedger>(),
        services.GetRequiredService<ReferenceMemory>(),
        services.GetRequiredService<RecheckMemory>(),
        services.GetRequiredService<IOptions<SyncKitOptions>>().Value,
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<FlowPipeline>>());
}
