using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SyncKit.Commerce;
using SyncKit.Connecting;
using SyncKit.Connectors;
using SyncKit.Delivery;
using SyncKit.Discovery;
using SyncKit.Flows;
using SyncKit.Lanes;
using SyncKit.Planning;
using SyncKit.Transforming;
using SyncKit.Webhooks;

namespace SyncKit;

/// <summary>What a connector package registers. A third party's connector plugs in with the same calls.</summary>
public static class ConnectorRegistrationExtensions
{
    private const DynamicallyAccessedMemberTypes Constructors = DynamicallyAccessedMemberTypes.PublicConstructors;

    /// <summary>Registers a connector.</summary>
    /// <typeparam name="TConnector">The connector.</typeparam>
    public static SyncKitBuilder AddConnector<[DynamicallyAccessedMembers(Constructors)] TConnector>(this SyncKitBuilder builder)
        where TConnector : class, IConnector
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IConnector, TConnector>());
        return builder;
    }

    /// <summary>Registers what reads one kind of record from a connector.</summary>
    /// <typeparam name="TRecord">The kind of record.</typeparam>
    /// <typeparam name="TSource">What reads it.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="connector">The connector's name.</param>
    public static SyncKitBuilder AddSource<TRecord, [DynamicallyAccessedMembers(Constructors)] TSource>(this SyncKitBuilder builder, string connector)
        where TRecord : class, IRecord
        where TSource : class, ISource<TRecord>
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<TSource>();
        builder.Services.TryAddKeyedSingleton<ISource<TRecord>>(connector, (services, _) => services.GetRequiredService<TSource>());
        builder.Services.TryAddKeyedSingleton<ISource>(Flow.SourceKey(connector, TRecord.Kind), (services, _) => services.GetRequiredService<TSource>());
        return builder;
    }

    /// <summary>Registers what writes one type of document to a connector.</summary>
    /// <typeparam name="TDocument">The type of document.</typeparam>
    /// <typeparam name="TDestination">What writes it; when it also lists the books, it is registered for that as well.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="connector">The connector's name.</param>
    public static SyncKitBuilder AddDestination<TDocument, [DynamicallyAccessedMembers(Constructors)] TDestination>(
        this SyncKitBuilder builder,
        string connector)
        where TDocument : class
        where TDestination : class, IDestination<TDocument>
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<TDestination>();
        builder.Services.TryAddKeyedSingleton<IDestination<TDocument>>(connector, (services, _) => services.GetRequiredService<TDestination>());
        builder.Services.TryAddKeyedSingleton<IDestination>(connector, (services, _) => services.GetRequiredService<TDestination>());
        if (typeof(IBooks).IsAssignableFrom(typeof(TDestination)))
        {
            builder.Services.TryAddKeyedSingleton(connector, (services, _) => (IBooks)services.GetRequiredService<TDestination>());
        }

        return builder;
    }

    /// <summary>Registers what turns one kind of record into one type of document, for flows to a connector.</summary>
    /// <typeparam name="TRecord">The kind of record.</typeparam>
    /// <typeparam name="TDocument">The type of document.</typeparam>
    /// <typeparam name="TTransformer">What turns the one into the other.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="destinationConnector">The name of the connector that takes the documents.</param>
    public static SyncKitBuilder AddTransformer<TRecord, TDocument, [DynamicallyAccessedMembers(Constructors)] TTransformer>(
        this SyncKitBuilder builder,
        string destinationConnector)
        where TRecord : class, IRecord
        where TDocument : class
        where TTransformer : class, ITransformer<TRecord, TDocument>
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddKeyedSingleton<ITransformer<TRecord, TDocument>, TTransformer>(destinationConnector);
        builder.Services.TryAddKeyedSingleton<IFlowPipelineFactory, FlowPipelineFactory<TRecord, TDocument>>(
            Flow.PipelineKey(TRecord.Kind, destinationConnector));
        builder.Services.TryAddKeyedSingleton<IFlowReaderFactory, FlowReaderFactory<TRecord, TDocument>>(
            Flow.PipelineKey(TRecord.Kind, destinationConnector));
        return builder;
    }

    /// <summary>Registers what verifies and reads a connector's webhooks.</summary>
    /// <typeparam name="TReader">What reads them.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="connector">The connector's name.</param>
    public static SyncKitBuilder AddWebhookReader<[DynamicallyAccessedMembers(Constructors)] TReader>(this SyncKitBuilder builder, string connector)
        where TReader : class, IWebhookReader
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddKeyedSingleton<IWebhookReader, TReader>(connector);
        return builder;
    }

    /// <summary>Registers what keeps a connector's webhooks in the accounts.</summary>
    /// <typeparam name="TRegistrar">What keeps them.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="connector">The connector's name.</param>
    public static SyncKitBuilder AddWebhookRegistrar<[DynamicallyAccessedMembers(Constructors)] TRegistrar>(this SyncKitBuilder builder, string connector)
        where TRegistrar : class, IWebhookRegistrar
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddKeyedSingleton<IWebhookRegistrar, TRegistrar>(connector);
        return builder;
    }

    /// <summary>Registers what verifies and reads the deliveries that a system sends to one address for all accounts of the host's app.</summary>
    /// <typeparam name="TReader">What reads them.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="connector">The connector's name.</param>
    public static SyncKitBuilder AddAppWebhookReader<[DynamicallyAccessedMembers(Constructors)] TReader>(this SyncKitBuilder builder, string connector)
        where TReader : class, IAppWebhookReader
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddKeyedSingleton<IAppWebhookReader, TReader>(connector);
        return builder;
    }

    /// <summary>Registers how a connector's accounts are connected in the browser.</summary>
    /// <typeparam name="TFlow">The flow.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="connector">The connector's name.</param>
    public static SyncKitBuilder AddConsentFlow<[DynamicallyAccessedMembers(Constructors)] TFlow>(this SyncKitBuilder builder, string connector)
        where TFlow : class, IConsentFlow
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddKeyedSingleton<IConsentFlow, TFlow>(connector);
        return builder;
    }
}
