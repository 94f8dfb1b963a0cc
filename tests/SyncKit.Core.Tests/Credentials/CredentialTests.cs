using CsCheck;
using Microsoft.Extensions.Options;
using SyncKit.Connections;
using SyncKit.Credentials;

namespace SyncKit.Core.Tests.Credentials;

public sealed class CredentialTests
{
    private static readonly ConnectionId Shop = ConnectionId.Parse("acme/shop/main");

    private static readonly CredentialSet Secrets = CredentialSet.Of(("key", "ck_hidden"), ("secret", "cs_hidden ü"), ("empty", ""));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_sealed_opens_again()
    {
        CredentialCipher cipher = Keys.Cipher("k1");
        CredentialSet opened = await cipher.OpenAsync(Shop, await SealAsync(cipher, Shop), Cancel);
        opened.Names.Should().Equal("key", "secret");
        opened.Find("secret")!.Reveal().Should().Be("cs_hidden ü");
    }

    [Fact]
    public async Task Any_text_opens_as_it_was_sealed()
    {
        CredentialCipher cipher = Keys.Cipher("k1");
        await Gen.String.Where(text => text.Length > 0 && !text.Any(char.IsSurrogate)).Array[0, 5].SampleAsync(async texts =>
        {
            CredentialSet set = new(texts.Select((text, i) => KeyValuePair.Create($"s{i}", new Secret(text))));
            using DataKey key = await cipher.TakeKeyAsync(Shop, Cancel);
            CredentialSet opened = await cipher.OpenAsync(Shop, CredentialCipher.Seal(Shop, set, key), Cancel);
            opened.Names.Select(name => opened.Find(name)!.Reveal()).Should().Equal(set.Names.Select(name => set.Find(name)!.Reveal()));
        }, iter: 300);
    }

    [Fact]
    public async Task A_changed_or_cut_text_does_not_open()
    {
        CredentialCipher cipher = Keys.Cipher("k1");
        SealedCredentials stored = await SealAsync(cipher, Shop);
        for (int i = 0; i < stored.Ciphertext.Length; i++)
        {
            byte[] changed = stored.Ciphertext.ToArray();
            changed[i] ^= 1;
            await ShouldNotOpen(cipher, Shop, stored with { Ciphertext = changed }, "*'acme/shop/main'*were changed, or moved*");
        }

        await ShouldNotOpen(cipher, Shop, stored with { Ciphertext = stored.Ciphertext[..10] }, "*cut short*");
        await ShouldNotOpen(cipher, Shop, stored with { Nonce = stored.Nonce[..10] }, "*cut short*");
    }

    [Fact]
    public async Task A_wrapped_key_is_no_set_of_its_own_and_an_old_set_is_no_wrapped_key()
    {
        CredentialCipher cipher = Keys.Cipher("k1");
        SealedCredentials stored = await SealAsync(cipher, Shop);
        SealedCredentials old = Legacy.Seal(Shop, "k1", Secrets);

        await ShouldNotOpen(
            cipher, Shop, stored with { WrappedKey = default, Nonce = stored.WrappedKey[..12], Ciphertext = stored.WrappedKey[12..] }, "*are no credentials*");
        await ShouldNotOpen(
            cipher, Shop, stored with { WrappedKey = (byte[])[.. old.Nonce.Span, .. old.Ciphertext.Span] }, "*is no data key*");
    }

    [Fact]
    public async Task Each_set_opens_with_its_own_key_of_several()
    {
        SealedCredentials old = await SealAsync(Keys.Cipher("k1", "k2"), Shop);
        CredentialCipher rotated = Keys.Cipher("k2", "k1");
        (await rotated.OpenAsync(Shop, old, Cancel)).Find("key")!.Reveal().Should().Be("ck_hidden");
        (await SealAsync(rotated, Shop)).KeyId.Should().Be("k2");
        await ShouldNotOpen(Keys.Cipher("k2"), Shop, old, "*'acme/shop/main' need the key 'k1': the key is not configured. Set Keys:k1.");
    }

    [Fact]
    public async Task Every_save_has_a_data_key_and_a_nonce_of_its_own()
    {
        RecordingKeys keys = new(Keys.Configured("k1"));
        CredentialCipher cipher = Keys.Cipher(keys);
        List<string> nonces = [];
        for (int i = 0; i < 100; i++)
        {
            nonces.Add(Convert.ToHexString((await SealAsync(cipher, Shop)).Nonce.Span));
        }

        nonces.Should().OnlyHaveUniqueItems();
        keys.Wrapped.Should().HaveCount(100).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task What_was_stored_before_there_were_data_keys_opens()
    {
        CredentialCipher cipher = Keys.Cipher("k2", "k1");
        SealedCredentials old = Legacy.Seal(Shop, "k1", Secrets);

        (await cipher.OpenAsync(Shop, old, Cancel)).Find("secret")!.Reveal().Should().Be("cs_hidden ü");

        await ShouldNotOpen(cipher, ConnectionId.Parse("other/shop/main"), old, "*'other/shop/main' need the key 'k1'*moved from another connection*");
    }

    [Theory]
    [InlineData("", "k1", 32, "*Keys:Active is missing*")]
    [InlineData("k2", "k1", 32, "*Keys:k2 is missing*")]
    [InlineData("k1", "k1", 31, "*Keys:k1 is not a 256-bit key*")]
    [InlineData("k1", "k1", 33, "*Keys:k1 is not a 256-bit key*")]
    public void Wrong_keys_fail_with_the_way_out(string active, string id, int size, string sentence)
    {
        CredentialKeyOptions options = new() { Active = active };
        options.Keys[id] = Convert.ToBase64String(new byte[size]);
        ValidateOptionsResult result = new CredentialKeyOptionsValidator([]).Validate(null, options);
        result.Failed.Should().BeTrue();
        result.FailureMessage.Should().Match(sentence).And.Contain("openssl rand -base64 32");
    }

    [Fact]
    public void A_key_that_stands_in_the_place_of_its_id_is_not_said()
    {
        string key = Convert.ToBase64String(new byte[32]);
        CredentialKeyOptions named = new() { Active = key };
        CredentialKeyOptions swapped = new() { Active = key };
        swapped.Keys[key] = "k1";

        foreach (CredentialKeyOptions options in (CredentialKeyOptions[])[named, swapped])
        {
            string sentence = new CredentialKeyOptionsValidator([]).Validate(null, options).FailureMessage!;
            sentence.Should().Contain("Keys:<id>").And.NotContain(key);
        }
    }

    private static async Task<SealedCredentials> SealAsync(CredentialCipher cipher, ConnectionId connection)
    {
        using DataKey key = await cipher.TakeKeyAsync(connection, Cancel);
        return CredentialCipher.Seal(connection, Secrets, key);
    }

    private static async Task ShouldNotOpen(CredentialCipher cipher, ConnectionId connection, SealedCredentials stored, string sentence) =>
        (await FluentActions.Awaiting(() => cipher.OpenAsync(connection, stored, Cancel).AsTask()).Should().ThrowAsync<CredentialException>())
            .WithMessage(sentence).Which.ToString().Should().NotContain("hidden");
}
