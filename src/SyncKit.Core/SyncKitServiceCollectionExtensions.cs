using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SyncKit.Adopting;
using SyncKit.Auditing;
using SyncKit.Commerce;
using SyncKit.Connecting;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Flows;
using SyncKit.Hosting;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.Notifications;
using SyncKit.Planning;
using SyncKit.Reconciling;
using SyncKit.Runs;
using SyncKit.Scheduling;
using SyncKit.Telemetry;
using SyncKit.Webhooks;

namespace SyncKit;

/// <summary>Adds SyncKit to a host.</summary>
public static class SyncKitServiceCollectionExtensions
{
    /// <summary>
    /// Adds the engine and its background services. Choose a storage with one <c>Use…</c> method, add connectors, declare flows. May be called again.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Changes how the host works.</param>
    /// <returns>The builder that every package extends.</returns>
    public static SyncKitBuilder AddSyncKit(this IServiceCollection services, Action<SyncKitOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptionsWithValidateOnStart<SyncKitOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SyncKitOptions>, SyncKitOptionsValidator>());
        services.AddOptionsWithValidateOnStart<CredentialKeyOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CredentialKeyOptions>, CredentialKeyOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        AddEngine(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StartupCheck>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, BackgroundSync>());
        return new SyncKitBuilder(services);
    }

    /// <summary>Changes how the host sees to webhooks.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets what differs from the defaults.</param>
    public static SyncKitBuilder WithWebhooks(this SyncKitBuilder builder, Action<WebhookOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        return builder;
    }

    /// <summary>Declares a flow.</summary>
    /// <typeparam name="TRecord">The kind of record, for example <see cref="Order"/>.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The flow's name; it is part of what is stored, so it stays.</param>
    /// <param name="configure">Says from where to where.</param>
    /// <exception cref="ArgumentException">The flow does not say from where or to where.</exception>
    public static SyncKitBuilder AddFlow<TRecord>(this SyncKitBuilder builder, string name, Action<FlowBuilder> configure)
        where TRecord : class, IRecord
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        FlowBuilder flow = new();
        configure(flow);
        builder.Services.AddSingleton(flow.Build(name, TRecord.Kind));
        return builder;
    }

    private static void AddEngine(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SyncKitMeter>();
        services.TryAddSingleton<WorkSignal>();
        services.TryAddSingleton(provider => new WorkHints(provider.GetRequiredService<WorkSignal>(), provider.GetRequiredService<RunSignals>()));
        services.TryAddSingleton<FlowCatalog>();
        services.TryAddSingleton<StreamCatalog>();
        services.TryAddSingleton<PipelineCatalog>();
        services.TryAddSingleton<ReferenceMemory>();
        services.TryAddSingleton<FirstCheck>();
        services.TryAddSingleton<LaneCatalog>();
        services.TryAddSingleton<RecheckMemory>();
        services.TryAddSingleton<DeadLetterRecheck>();
        services.TryAddSingleton<BooksFindings>();
        services.TryAddSingleton<BooksHints>();
        services.TryAddSingleton<BooksWatch>();
        services.TryAddSingleton<LaneWorker>();
        services.TryAddSingleton<LanePool>();
        services.TryAddSingleton<Discoverer>();
        services.TryAddSingleton<DeletionSweep>();
        services.TryAddSingleton<StreamRunner>();
        services.TryAddSingleton(provider => new SyncEngine(
            provider.GetRequiredService<StreamCatalog>(),
            provider.GetRequiredService<StreamRunner>(),
            provider.GetRequiredService<LanePool>(),
            provider.GetRequiredService<LaneCatalog>(),
            provider.GetRequiredService<BooksWatch>(),
            provider.GetRequiredService<DeadLetterRecheck>(),
            provider.GetRequiredService<ILaneStore>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new ConnectionSetup(
            provider.GetRequiredService<IConnectionStore>(),
            provider.GetRequiredService<ICredentialStore>(),
            provider.GetRequiredService<ILaneStore>(),
            provider.GetRequiredService<ConnectionNotices>(),
            provider.GetRequiredService<WorkSignal>(),
            provider.GetRequiredService<HandConnection>(),
            provider.GetRequiredService<SettingsUpdate>(),
            provider.GetRequiredService<ConnectionSwitch>()));
        services.TryAddSingleton(provider => new CheckedConnections(
            provider.GetServices<IConnector>(),
            provider.GetRequiredService<IConnectionStore>(),
            provider.GetRequiredService<ILaneStore>(),
            provider.GetRequiredService<IAuditTrail>(),
            provider.GetRequiredService<WorkSignal>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new Reconciler(
            provider,
            provider.GetRequiredService<IConnectionStore>(),
            provider.GetRequiredService<ILedger>(),
            provider.GetRequiredService<FlowCatalog>()));
        services.TryAddSingleton(provider => new SyncPlanner(
            provider,
            provider.GetRequiredService<IConnectionStore>(),
            provider.GetRequiredService<ISyncStateStore>(),
            provider.GetRequiredService<FlowCatalog>()));
        services.TryAddSingleton(provider => new Adoption(
            provider,
            provider.GetRequiredService<IConnectionStore>(),
            provider.GetRequiredService<ILedger>(),
            provider.GetRequiredService<ILaneStore>(),
            provider.GetRequiredService<FlowCatalog>(),
            provider.GetRequiredService<IOptions<SyncKitOptions>>().Value.LeaseLife,
            provider.GetRequiredService<TimeProvider>()));
        AuditServices.Add(services);
        ConnectingServices.Add(services);
        CredentialServices.Add(services);
        LedgerServices.Add(services);
        NotificationServices.Add(services);
        RunServices.Add(services);
        SchedulingServices.Add(services);
        WebhookServices.Add(services);
        WorkServices.Add(services);
    }
}
