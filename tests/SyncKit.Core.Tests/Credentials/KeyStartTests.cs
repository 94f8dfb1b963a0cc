using Microsoft.Extensions.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SyncKit.Core.Tests.World;
using SyncKit.Credentials;

namespace SyncKit.Core.Tests.Credentials;

public sealed class KeyStartTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("synckit-keys-").FullName;
    private readonly LogSink log = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => Path.Combine(directory, "keys.json");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Configured_keys_start() => await StartAsync(builder => builder.WithCredentialKeys(One).WithCredentialKeys(_ => { }));

    [Fact]
    public async Task No_keys_at_all_fail_and_say_so() =>
        await FluentActions.Awaiting(() => StartAsync(_ => { })).Should().ThrowAsync<OptionsValidationException>().WithMessage("*Keys:Active is missing*");

    [Fact]
    public async Task A_malformed_key_fails_and_is_named() =>
        await FluentActions.Awaiting(() => StartAsync(builder => builder.WithCredentialKeys(keys => (keys.Active, keys.Keys["k1"]) = ("k1", "abc"))))
            .Should().ThrowAsync<OptionsValidationException>().WithMessage("*Keys:k1 is not a 256-bit key in base64*");

    [Fact]
    public async Task A_key_file_needs_no_configured_keys()
    {
        System.IO.File.WriteAllText(File, $$$"""{"active":"k1","keys":{"k1":"{{{Keys.Of("k1")}}}"}}""");

        IKeyProvider provider = await StartAsync(builder => builder.WithCredentialKeyFile(File));

        provider.Should().BeOfType<FileKeys>();
    }

    [Fact]
    public async Task A_key_file_that_is_not_there_fails_and_is_named() =>
        await FluentActions.Awaiting(() => StartAsync(builder => builder.WithCredentialKeyFile(File)))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage($"*The key file '{File}' cannot be read*");

    [Fact]
    public async Task A_provider_of_ones_own_is_used()
    {
        RemoteKeys service = new("k1");

        (await StartAsync(builder => builder.WithKeyProvider(_ => service))).Should().BeSameAs(service);

        service.Calls.Should().Be(2, "one round trip shows that it works");
    }

    [Fact]
    public async Task A_service_that_is_down_does_not_end_the_start()
    {
        await StartAsync(builder => builder.WithKeyProvider(_ => new RemoteKeys("k1") { IsDown = true }));

        log.Texts.Should().ContainSingle(line => line.Contains("did not answer at the start"));
    }

    [Fact]
    public async Task A_service_without_its_active_key_ends_the_start()
    {
        RemoteKeys service = new("k1") { Active = "k9" };

        await FluentActions.Awaiting(() => StartAsync(builder => builder.WithKeyProvider(_ => service)))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("*has no such key*");
    }

    [Fact]
    public async Task Two_places_for_keys_are_one_too_many() =>
        await FluentActions.Awaiting(() => StartAsync(builder => builder.WithCredentialKeys(One).WithCredentialKeyFile(File)))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage($"*several key providers (WithCredentialKeys, WithCredentialKeyFile(\"{File}\"))*exactly one*");

    private static void One(CredentialKeyOptions keys) => (keys.Active, keys.Keys["k1"]) = ("k1", Keys.Of("k1"));

    private async Task<IKeyProvider> StartAsync(Action<SyncKitBuilder> choose)
    {
        ServiceCollection services = new();
        services.AddLogging(logging => logging.AddProvider(log));
        choose(services.AddSyncKit());
        await using ServiceProvider provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
        await provider.GetServices<IHostedService>().OfType<KeyStart>().Single().StartAsync(Cancel);
        return provider.GetRequiredService<IKeyProvider>();
    }
}
