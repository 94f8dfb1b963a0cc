using CsCheck;
using SyncKit.Connections;
using SyncKit.Credentials;

namespace SyncKit.Core.Tests.Credentials;

/// <summary>Whatever is moved between the rows of two connections, it opens where it was sealed and nowhere else.</summary>
public sealed class SwapTests
{
    private static readonly CredentialSet Secrets = CredentialSet.Of(("token", "t0ken_hidden"));

    private static readonly string[] Names = ["a", "b", "a-b", "a.b", "b-a", "main"];

    private static readonly Gen<string> Name = Gen.Int[0, 5].Select(i => Names[i]);

    private static readonly Gen<ConnectionId> Connection = Gen.Select(
        Name, Name, Name, (tenant, connector, name) => new ConnectionId(new TenantId(tenant), connector, name));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("local")]
    [InlineData("remote")]
    [InlineData("remote that binds nothing")]
    public async Task Nothing_that_was_swapped_opens(string kind)
    {
        IKeyProvider provider = kind == "local" ? Keys.Configured("k1", "k2") : new RemoteKeys("k1", "k2") { Binds = kind == "remote" };
        CredentialCipher cipher = Keys.Cipher(provider);
        await Gen.Select(Connection, Connection, Gen.Int[1, 31]).SampleAsync(
            async (one, other, parts) =>
            {
                SealedCredentials own = await SealAsync(cipher, one);
                SealedCredentials foreign = await SealAsync(cipher, other);
                SealedCredentials swapped = own with
                {
                    WrappedKey = (parts & 1) != 0 ? foreign.WrappedKey : own.WrappedKey,
                    Nonce = (parts & 2) != 0 ? foreign.Nonce : own.Nonce,
                    Ciphertext = (parts & 4) != 0 ? foreign.Ciphertext : own.Ciphertext,
                    KeyId = (parts & 8) != 0 ? foreign.KeyId : own.KeyId,
                    Version = (parts & 16) != 0 ? foreign.Version + 1 : own.Version,
                };

                bool isWholeRow = (parts & 7) == 7;
                bool isUntouched = (parts & 7) == 0;
                if (isUntouched || (isWholeRow && one == other))
                {
                    (await cipher.OpenAsync(one, swapped, Cancel)).Find("token")!.Reveal().Should().Be("t0ken_hidden");
                }
                else
                {
                    Func<Task> open = () => cipher.OpenAsync(one, swapped, Cancel).AsTask();
                    (await open.Should().ThrowAsync<CredentialException>()).WithMessage($"*'{one}'*").Which.IsTransient.Should().BeFalse();
                }
            },
            iter: 2000);
    }

    [Fact]
    public async Task A_row_under_another_key_id_does_not_open()
    {
        CredentialCipher cipher = Keys.Cipher("k1", "k2");
        ConnectionId connection = ConnectionId.Parse("acme/shop/main");
        SealedCredentials stored = await SealAsync(cipher, connection);

        await FluentActions.Awaiting(() => cipher.OpenAsync(connection, stored with { KeyId = "k2" }, Cancel).AsTask())
            .Should().ThrowAsync<CredentialException>().WithMessage("*'acme/shop/main'*'k2'*");
    }

    private static async Task<SealedCredentials> SealAsync(CredentialCipher cipher, ConnectionId connection)
    {
        using DataKey key = await cipher.TakeKeyAsync(connection, Cancel);
        return CredentialCipher.Seal(connection, Secrets, key);
    }
}
