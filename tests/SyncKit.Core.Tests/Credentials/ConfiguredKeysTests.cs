using Microsoft.Extensions.Logging;
using SyncKit.Core.Tests.World;
using SyncKit.Credentials;

namespace SyncKit.Core.Tests.Credentials;

public sealed class ConfiguredKeysTests : KeyProviderTests
{
    private readonly ChangingOptions options = new(Keys.Options("k1", "k2"));
    private readonly LogSink log = new();
    private readonly ConfiguredKeys keys;

    public ConfiguredKeysTests()
    {
        LoggerFactory factory = new([log]);
        keys = new ConfiguredKeys(options, factory.CreateLogger<ConfiguredKeys>());
    }

    private protected override IKeyProvider Provider => keys;

    private protected override void Change(bool takeAway) => options.Now = takeAway ? Keys.Options("k2") : Keys.Options("k2", "k1");

    [Fact]
    public async Task A_change_that_is_not_well_formed_is_reported_once_and_the_keys_stay()
    {
        await keys.GetActiveKeyIdAsync(Cancel);
        CredentialKeyOptions broken = Keys.Options("k3");
        broken.Keys["k3"] = "c2VjcmV0LW1hcmtlcg==";
        options.Now = broken;

        (await keys.GetActiveKeyIdAsync(Cancel)).Should().Be("k1");
        (await keys.GetActiveKeyIdAsync(Cancel)).Should().Be("k1");

        log.Texts.Should().ContainSingle(line => line.Contains("Keys:k3 is not a 256-bit key")).Which.Should().NotContain("c2Vjc");
        options.Now = Keys.Options("k2");
        (await keys.GetActiveKeyIdAsync(Cancel)).Should().Be("k2");
    }

    [Fact]
    public async Task Keys_that_never_were_well_formed_are_refused()
    {
        options.Now = Keys.Options("k1");
        options.Now.Active = "";

        await FluentActions.Awaiting(() => keys.GetActiveKeyIdAsync(Cancel).AsTask())
            .Should().ThrowAsync<CredentialException>().WithMessage("*Keys:Active is missing*");
    }
}
