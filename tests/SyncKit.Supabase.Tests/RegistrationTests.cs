using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SyncKit.Connectors;
using SyncKit.Credentials;
using SyncKit.Webhooks;

namespace SyncKit.Supabase.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public void Adding_twice_is_the_same_as_once()
    {
        ServiceCollection services = Services();
        ConnectedProject.NewBuilder(services).AddSupabase(o => o.MaxConcurrency = 5).AddSupabase();
        using ServiceProvider provider = services.BuildServiceProvider();

        provider.GetServices<IConnector>().Should().ContainSingle().Which.Name.Should().Be("supabase");
        provider.GetRequiredKeyedService<IWebhookReader>("supabase").Should().NotBeNull();
        provider.GetRequiredService<IOptions<SupabaseOptions>>().Value.MaxConcurrency.Should().Be(5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    public void Options_out_of_range_are_refused_by_name(int concurrency)
    {
        ServiceCollection services = Services();
        ConnectedProject.NewBuilder(services).AddSupabase(o => o.MaxConcurrency = concurrency);
        using ServiceProvider provider = services.BuildServiceProvider();
        Func<SupabaseOptions> reading = () => provider.GetRequiredService<IOptions<SupabaseOptions>>().Value;

        reading.Should().Throw<OptionsValidationException>().Which.Message.Should().Contain("MaxConcurrency");
    }

    private static ServiceCollection Services()
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton<ICredentialStore>(new ProjectCredentials(null));
        return services;
    }
}
