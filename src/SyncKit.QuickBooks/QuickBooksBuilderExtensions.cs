using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SyncKit.Commerce;
using SyncKit.QuickBooks;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Authentication;
using SyncKit.QuickBooks.Connecting;
using SyncKit.QuickBooks.Delivery;
using SyncKit.QuickBooks.References;
using SyncKit.QuickBooks.Webhooks;

namespace SyncKit;

/// <summary>Adds QuickBooks Online.</summary>
public static class QuickBooksBuilderExtensions
{
    /// <summary>The connector's name in connections and flows.</summary>
    public const string QuickBooks = "quickbooks";

    /// <summary>Whoever runs the host names QuickBooks' addresses, and no tenant does: they may be anywhere, behind a proxy too.</summary>
    private const bool AddressesAreTheHosts = true;

    /// <summary>
    /// Adds QuickBooks Online as a destination of orders: paid orders become sales receipts, refunds become refund receipts. May be called again
    /// to configure more.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the app's keys, validated at start.</param>
    /// <returns>The builder.</returns>
    public static SyncKitBuilder AddQuickBooks(this SyncKitBuilder builder, Action<QuickBooksOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        OptionsBuilder<QuickBooksOptions> options = services.AddOptions<QuickBooksOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        if (services.Any(static service => service.ServiceType == typeof(CompanyApi)))
        {
            return builder;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<QuickBooksOptions>, QuickBooksOptionsValidator>());
        services.AddHttpClient(CompanyApi.ClientName).AddSyncKitPipeline(static http =>
        {
            http.AttemptTimeout = TimeSpan.FromSeconds(125);
            http.AllowPrivateAddresses = AddressesAreTheHosts;
        });
        services.AddHttpClient(TokenEndpoint.ClientName).AddSyncKitPipeline(static http =>
        {
            // One call, one answer: what a repeat would mean is decided where the token is kept.
            http.MaxRetries = 0;
            http.AllowPrivateAddresses = AddressesAreTheHosts;
            http.AttemptTimeout = TimeSpan.FromSeconds(30);
            http.TotalTimeout = TimeSpan.FromSeconds(60);
        });
        services.TryAddSingleton<CompanyLimits>();
        services.TryAddSingleton<TokenEndpoint>();
        services.TryAddSingleton<AccessTokens>();
        services.TryAddSingleton<TokenTending>();
        services.TryAddSingleton<CodeExchange>();
        services.TryAddSingleton<CompanyBinding>();
        services.TryAddSingleton<CompanyApi>();
        services.TryAddSingleton<CompanyQueries>();
        services.TryAddSingleton<ReferenceResolver>();
        return builder
            .AddConnector<QuickBooksConnector>()
            .AddAppWebhookReader<QuickBooksAppWebhooks>(QuickBooks)
            .AddConsentFlow<QuickBooksConsentFlow>(QuickBooks)
            .AddTransformer<Order, QuickBooksDocument, OrderTransformer>(QuickBooks)
            .AddDestination<QuickBooksDocument, QuickBooksDestination>(QuickBooks);
    }
}
