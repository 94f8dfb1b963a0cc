using Microsoft.Extensions.DependencyInjection;
using SyncKit.Adopting;
using SyncKit.Commerce;
using SyncKit.Delivery;
using SyncKit.Discovery;
using SyncKit.Flows;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Planning;

internal sealed class FlowReaderFactory<TRecord, TDocument> : IFlowReaderFactory
    where TRecord : class, IRecord
    where TDocument : class
{
    public FlowPlanner CreatePlanner(Flow flow, IServiceProvider services) => new FlowPlanner<TRecord, TDocument>(
        services.GetRequiredKeyedService<ISource<TRecord>>(flow.From),
        services.GetRequiredKeyedService<ITransformer<TRecord, TDocument>>(flow.To),
        services.GetRequiredKeyedService<IDestination<TDocument>>(flow.To),
        services.GetRequiredService<IReferenceStore>(),
        services.GetRequiredService<ILedger>(),
        services.GetRequiredService<TimeProvider>());

    public FlowOutliner? CreateOutliner(Flow flow, IServiceProvider services) =>
        services.GetRequiredKeyedService<ITransformer<TRecord, TDocument>>(flow.To) is IOutliner<TRecord> outliner
            ? new FlowOutliner<TRecord>(
                services.GetRequiredKeyedService<ISource<TRecord>>(flow.From), outliner, services.GetRequiredService<ILedger>())
            : null;
}
