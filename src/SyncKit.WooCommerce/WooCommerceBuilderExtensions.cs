using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SyncKit.Commerce;
using SyncKit.Http;
using SyncKit.WooCommerce;
using SyncKit.WooCommerce.Api;
using SyncKit.WooCommerce.Authentication;
using SyncKit.WooCommerce.Customers;
using SyncKit.WooCommerce.Connecting;
using SyncKit.WooCommerce.Orders;
using SyncKit.WooCommerce.Products;
using SyncKit.WooCommerce.Stock;
using SyncKit.WooCommerce.Webhooks;

namespace SyncKit;

/// <summary>Adds WooCommerce to a host.</summary>
public static class WooCommerceBuilderExtensions
{
    /// <summary>
    /// Adds the connector <c>woocommerce</c>: sources of orders with their refunds, of products with their variations and of customers, the reader of its
    /// webhooks, what keeps them registered in the stores, and the destination that writes stock and prices of products.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the options, which are validated at start.</param>
    /// <returns>The builder.</returns>
    public static SyncKitBuilder AddWooCommerce(this SyncKitBuilder builder, Action<WooCommerceOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.AddOptions<WooCommerceOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WooCommerceOptions>, WooCommerceOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WooCommerceOptions>, WooCommerceTimesValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        if (services.All(service => service.ServiceType != typeof(StoreClient)))
        {
            AddClient(services);
        }

        return builder
            .AddConnector<WooCommerceConnector>()
            .AddConsentFlow<WooCommerceConsentFlow>(WooCommerceConnector.ConnectorName)
            .AddSource<Order, WooCommerceOrderSource>(WooCommerceConnector.ConnectorName)
            .AddSource<Product, WooCommerceProductSource>(WooCommerceConnector.ConnectorName)
            .AddSource<Customer, WooCommerceCustomerSource>(WooCommerceConnector.ConnectorName)
            .AddTransformer<Product, StockDocument, StockTransformer>(WooCommerceConnector.ConnectorName)
            .AddDestination<StockDocument, StockDestination>(WooCommerceConnector.ConnectorName)
            .AddWebhookReader<WooCommerceWebhookReader>(WooCommerceConnector.ConnectorName)
            .AddWebhookRegistrar<WooCommerceWebhookRegistrar>(WooCommerceConnector.ConnectorName);
    }

    private static void AddClient(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<StoreClient>();
        services.AddSingleton<CredentialCache>();
        services.AddHttpClient(StoreClient.HttpClientName)
            .AddSyncKitPipeline()
            // Within each attempt: a store refuses a signature that it has seen before.
            .AddHttpMessageHandler(provider => new SigningHandler(
                provider.GetRequiredService<TimeProvider>(),
                static () => RandomNumberGenerator.GetHexString(32, lowercase: true)));
        services.AddOptions<HttpResilienceOptions>(StoreClient.HttpClientName)
            .Configure<IOptions<WooCommerceOptions>>(static (http, options) =>
            {
                http.Limits = new RateLimits { Concurrency = options.Value.MaxConcurrency };
                http.AllowPrivateAddresses = options.Value.AllowPrivateAddresses;
            });
    }
}
