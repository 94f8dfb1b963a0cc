using System.Text.Json;
using Microsoft.Extensions.Options;
using SyncKit.Connections;
using SyncKit.Credentials;

namespace SyncKit.Core.Tests.Credentials;

public sealed class CredentialTests
{
    private static readonly ConnectionId Shop = ConnectionId.Parse("acme/shop/main");

    private static readonly CredentialSet Secrets = CredentialSet.Of(("key", "ck_hidden"), ("secret", "cs_hidden ü"), ("empty", ""));

    [Fact]
    public void What_is_sealed_opens_again()
    {
        CredentialCipher cipher = new(Ring("k1"));
        CredentialSet opened = cipher.Open(Shop, cipher.Seal(Shop, Secrets));
        opened.Names.Should().Equal("key", "secret");
        opened.Find("secret")!.Reveal().Should().Be("cs_hidden ü");
    }

    [Theory]
    [InlineData("other/shop/main")]
    [InlineData("acme/books/main")]
    [InlineData("acme/shop/second")]
    public void What_is_moved_to_another_connection_does_not_open(string other)
    {
        CredentialCipher cipher = new(Ring("k1"));
        SealedCredentials stored = cipher.Seal(Shop, Secrets);
        Action open = () => cipher.Open(ConnectionId.Parse(other), stored);
        open.Should().Throw<CredentialException>().WithMessage($"*'{other}'*'k1'*").Which.ToString().Should().NotContain("hidden");
    }

    [Fact]
    public void A_changed_or_cut_text_does_not_open()
    {
        CredentialCipher cipher = new(Ring("k1"));
        SealedCredentials stored = cipher.Seal(Shop, Secrets);
        byte[] changed = stored.Ciphertext.ToArray();
        changed[3] ^= 1;
        Action open = () => cipher.Open(Shop, stored with { Ciphertext = changed });
        open.Should().Throw<CredentialException>();
        Action openCut = () => cipher.Open(Shop, stored with { Ciphertext = changed[..10] });
        openCut.Should().Throw<CredentialException>().WithMessage("*cut short*");
    }

    [Fact]
    public void Each_set_opens_with_its_own_key_of_several()
    {
        SealedCredentials old = new CredentialCipher(Ring("k1", "k2")).Seal(Shop, Secrets);
        CredentialCipher rotated = new(Ring("k2", "k1"));
        rotated.Open(Shop, old).Find("key")!.Reveal().Should().Be("ck_hidden");
        rotated.Seal(Shop, Secrets).KeyId.Should().Be("k2");
        Action open = () => new CredentialCipher(Ring("k2")).Open(Shop, old);
        open.Should().Throw<CredentialException>().WithMessage("*'k1', which is not configured*");
    }

    [Fact]
    public void Every_seal_has_a_fresh_nonce()
    {
        CredentialCipher cipher = new(Ring("k1"));
        Enumerable.Range(0, 100).Select(_ => Convert.ToHexString(cipher.Seal(Shop, Secrets).Nonce.Span)).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_secret_never_shows_itself()
    {
        Secret secret = Secrets.Find("key")!;
        $"{secret} {Secrets} {new StoredCredentials(Secrets, 1)} {JsonSerializer.Serialize(secret)} {JsonSerializer.Serialize(Secrets)}"
            .Should().NotContain("hidden").And.Contain("***");
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
        ValidateOptionsResult result = new CredentialKeyOptionsValidator().Validate(null, options);
        result.Failed.Should().BeTrue();
        result.FailureMessage.Should().Match(sentence).And.Contain("openssl rand -base64 32");
    }

    private static IOptions<CredentialKeyOptions> Ring(string active, params string[] others)
    {
        CredentialKeyOptions options = new() { Active = active };
        foreach (string id in others.Prepend(active))
        {
            options.Keys[id] = Convert.ToBase64String(Enumerable.Repeat((byte)id[1], 32).ToArray());
        }

        return Options.Create(options);
    }
}
