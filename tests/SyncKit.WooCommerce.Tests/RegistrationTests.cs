using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SyncKit.Connectors;
using SyncKit.Credentials;
using SyncKit.Webhooks;

namespace SyncKit.WooCommerce.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public void Adding_twice_is_the_same_as_once_and_both_configurations_hold()
    {
        ServiceCollection services = Services();
        NewBuilder(services).AddWooCommerce(o => o.PageSize = 50).AddWooCommerce(o => o.MaxConcurrency = 3);
        using ServiceProvider provider = services.BuildServiceProvider();

        provider.GetServices<IConnector>().Should().ContainSingle().Which.Name.Should().Be("woocommerce");
        provider.GetRequiredKeyedService<IWebhookReader>("woocommerce").Should().NotBeNull();
        provider.GetRequiredService<IOptions<WooCommerceOptions>>().Value.Should().BeEquivalentTo(new { PageSize = 50, MaxConcurrency = 3 });
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        Problem(o => o.PageSize = 101).Should().Contain("PageSize");
        Problem(o => o.MaxConcurrency = 0).Should().Contain("MaxConcurrency");
        Problem(o => o.Overlap = TimeSpan.FromSeconds(-1)).Should().Contain("Overlap");
        Problem(o => o.SettleWindow = TimeSpan.FromDays(1)).Should().Contain("SettleWindow");
        Problem(o => o.CredentialLifetime = TimeSpan.FromDays(2)).Should().Contain("CredentialLifetime");
    }

    private static string Problem(Action<WooCommerceOptions> configure)
    {
        ServiceCollection services = Services();
        NewBuilder(services).AddWooCommerce(configure);
        using ServiceProvider provider = services.BuildServiceProvider();
        Func<WooCommerceOptions> reading = () => provider.GetRequiredService<IOptions<WooCommerceOptions>>().Value;
        return reading.Should().Throw<OptionsValidationException>().Which.Message;
    }

    private static ServiceCollection Services()
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton<ICredentialStore>(new StoreCredentials(CredentialSet.Of()));
        return services;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern SyncKitBuilder NewBuilder(IServiceCollection services);
}
