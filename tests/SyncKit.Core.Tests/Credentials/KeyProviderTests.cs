using System.Security.Cryptography;
using SyncKit.Credentials;

namespace SyncKit.Core.Tests.Credentials;

/// <summary>What every key provider does. Each provider inherits it.</summary>
public abstract class KeyProviderTests
{
    private const string Bound = "acme|shop|main";

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A provider with the keys <c>k1</c> (active) and <c>k2</c>.</summary>
    private protected abstract IKeyProvider Provider { get; }

    /// <summary>Makes <c>k2</c> active, and takes <c>k1</c> away if so asked, while the provider is in use.</summary>
    private protected abstract void Change(bool takeAway);

    [Fact]
    public async Task The_active_key_is_named() => (await Provider.GetActiveKeyIdAsync(Cancel)).Should().Be("k1");

    [Theory]
    [InlineData("k1")]
    [InlineData("k2")]
    public async Task What_a_key_wraps_it_unwraps(string id)
    {
        byte[] key = RandomNumberGenerator.GetBytes(32);

        byte[] wrapped = await Provider.WrapAsync(id, key, Bound, Cancel);

        wrapped.AsSpan().IndexOf(key.AsSpan(0, 8)).Should().Be(-1);
        (await Provider.UnwrapAsync(id, wrapped, Bound, Cancel)).Should().Equal(key);
        (await Provider.WrapAsync(id, key, Bound, Cancel)).Should().NotEqual(wrapped, "each wrapping is fresh");
    }

    [Fact]
    public async Task Each_unwrapping_hands_out_an_array_of_its_own()
    {
        byte[] wrapped = await Provider.WrapAsync("k1", new byte[32], Bound, Cancel);

        byte[] first = await Provider.UnwrapAsync("k1", wrapped, Bound, Cancel);
        first.AsSpan().Fill(7);

        (await Provider.UnwrapAsync("k1", wrapped, Bound, Cancel)).Should().OnlyContain(value => value == 0);
    }

    [Fact]
    public async Task Another_key_another_binding_or_another_bit_unwraps_nothing()
    {
        byte[] wrapped = await Provider.WrapAsync("k1", RandomNumberGenerator.GetBytes(32), Bound, Cancel);

        await ShouldRefuse(() => Provider.UnwrapAsync("k2", wrapped, Bound, Cancel));
        await ShouldRefuse(() => Provider.UnwrapAsync("k1", wrapped, "acme|shop|other", Cancel));
        await ShouldRefuse(() => Provider.UnwrapAsync("k1", Array.Empty<byte>(), Bound, Cancel));
        for (int i = 0; i < wrapped.Length; i++)
        {
            byte[] changed = [.. wrapped];
            changed[i] ^= 1;
            await ShouldRefuse(() => Provider.UnwrapAsync("k1", changed, Bound, Cancel));
            await ShouldRefuse(() => Provider.UnwrapAsync("k1", wrapped[..i], Bound, Cancel));
        }
    }

    [Fact]
    public async Task A_key_that_is_not_there_is_refused_for_good()
    {
        await ShouldRefuse(() => Provider.WrapAsync("k9", new byte[32], Bound, Cancel));
        await ShouldRefuse(() => Provider.UnwrapAsync("k9", new byte[60], Bound, Cancel));
    }

    [Fact]
    public async Task Another_active_key_takes_effect_at_work_and_the_old_one_still_unwraps()
    {
        byte[] key = RandomNumberGenerator.GetBytes(32);
        byte[] wrapped = await Provider.WrapAsync("k1", key, Bound, Cancel);

        Change(takeAway: false);

        (await Provider.GetActiveKeyIdAsync(Cancel)).Should().Be("k2");
        (await Provider.UnwrapAsync("k1", wrapped, Bound, Cancel)).Should().Equal(key);
    }

    [Fact]
    public async Task A_key_that_is_taken_away_is_gone()
    {
        byte[] wrapped = await Provider.WrapAsync("k1", new byte[32], Bound, Cancel);

        Change(takeAway: true);

        await ShouldRefuse(() => Provider.UnwrapAsync("k1", wrapped, Bound, Cancel));
    }

    private static async Task ShouldRefuse(Func<ValueTask<byte[]>> call) =>
        (await FluentActions.Awaiting(() => call().AsTask()).Should().ThrowAsync<CredentialException>()).Which.IsTransient.Should().BeFalse();
}
