using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SyncKit.Commerce;
using SyncKit.Http;
using SyncKit.Supabase;
using SyncKit.Supabase.Api;
using SyncKit.Supabase.Checking;
using SyncKit.Supabase.Delivery;
using SyncKit.Supabase.Source;
using SyncKit.Supabase.Transforming;
using SyncKit.Supabase.Webhooks;

namespace SyncKit;

/// <summary>Adds Supabase to a host.</summary>
public static class SupabaseBuilderExtensions
{
    /// <summary>
    /// Adds the connector <c>supabase</c>: the check of a project's address, key and tables, the reader of its database webhooks, the destination that writes
    /// orders with their lines and refunds, customers and products as rows, and the sources that read them from rows.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the options, which are validated at start.</param>
    /// <returns>The builder.</returns>
    public static SyncKitBuilder AddSupabase(this SyncKitBuilder builder, Action<SupabaseOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<SupabaseOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SupabaseOptions>, SupabaseOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        if (services.All(static service => service.ServiceType != typeof(ProjectClient)))
        {
            services.AddSingleton<ProjectClient>();
            services.AddSingleton<WrittenTables>();
            services.AddSingleton<TablesCheck>();
            services.AddSingleton<SourceCheck>();
            services.AddHttpClient(ProjectClient.HttpClientName).AddSyncKitPipeline();
            services.AddOptions<HttpResilienceOptions>(ProjectClient.HttpClientName)
                .Configure<IOptions<SupabaseOptions>>(static (http, options) =>
                {
                    http.Limits = new RateLimits { Concurrency = options.Value.MaxConcurrency };
                    http.AllowPrivateAddresses = options.Value.AllowPrivateAddresses;
                });
        }

        return builder
            .AddConnector<SupabaseConnector>()
            .AddWebhookReader<SupabaseWebhookReader>(SupabaseConnector.ConnectorName)
            .AddSource<Order, SupabaseOrderSource>(SupabaseConnector.ConnectorName)
            .AddSource<Product, SupabaseProductSource>(SupabaseConnector.ConnectorName)
            .AddSource<Customer, SupabaseCustomerSource>(SupabaseConnector.ConnectorName)
            .AddTransformer<Order, SupabaseDocument, OrderTransformer>(SupabaseConnector.ConnectorName)
            .AddTransformer<Customer, SupabaseDocument, CustomerTransformer>(SupabaseConnector.ConnectorName)
            .AddTransformer<Product, SupabaseDocument, ProductTransformer>(SupabaseConnector.ConnectorName)
            .AddDestination<SupabaseDocument, SupabaseDestination>(SupabaseConnector.ConnectorName);
    }
}
