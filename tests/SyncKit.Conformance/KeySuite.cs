using FluentAssertions;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Credentials;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>How encrypted secrets come under another key, and that no change of them is without its line in the audit trail.</summary>
public abstract class KeySuite : StorageSuite
{
    [Fact]
    public async Task A_change_and_its_audit_entry_are_one()
    {
        await Save(Acme.Books, Under("k1"), 0, "first");
        await Save(Acme.Books, Under("k1"), 7, "lost");
        SealedCredentials stored = await Stored(Acme.Books);
        await Storage.Credentials.ReplaceAsync(Acme.Books, stored, stored with { KeyId = "k2" }, Audit("rewrapped"), Token);
        await Storage.Credentials.ReplaceAsync(Acme.Books, stored, stored with { KeyId = "k3" }, Audit("late"), Token);
        await Storage.Credentials.DeleteAsync(Acme.Books, Audit("deleted"), Token);
        await Storage.Credentials.DeleteAsync(Acme.Books, Audit("twice"), Token);

        (await Storage.Audit.ListAsync(Acme.Tenant, 10, Token)).Select(entry => entry.Reason).Should().Equal("deleted", "rewrapped", "first");
    }

    [Fact]
    public async Task Another_key_is_no_other_version()
    {
        await Save(Acme.Books, Under("k1"), 0);
        SealedCredentials read = await Stored(Acme.Books);
        SealedCredentials rewrapped = read with { KeyId = "k2", WrappedKey = new byte[] { 9, 9 } };

        (await Storage.Credentials.ReplaceAsync(Acme.Books, read, rewrapped, Audit("rotation"), Token)).Should().BeTrue();

        (await Stored(Acme.Books)).Should().Be(rewrapped);
        (await Save(Acme.Books, Under("k2"), read.Version)).Should().Be(2, "who has read before may save after");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task What_differs_in_anything_is_not_replaced(int difference)
    {
        await Save(Acme.Books, Under("k1"), 0);
        SealedCredentials stored = await Stored(Acme.Books);
        SealedCredentials read = difference switch
        {
            0 => stored with { KeyId = "k0" },
            1 => stored with { WrappedKey = new byte[] { 7 } },
            2 => stored with { Nonce = new byte[] { 7 } },
            3 => stored with { Ciphertext = new byte[] { 7 } },
            _ => stored with { Version = 2 },
        };

        (await Storage.Credentials.ReplaceAsync(Acme.Books, read, Under("k9"), Audit("no"), Token)).Should().BeFalse();
        (await Storage.Credentials.ReplaceAsync(Acme.Shop, stored, Under("k9"), Audit("no"), Token)).Should().BeFalse("nothing is stored there");

        (await Stored(Acme.Books)).Should().Be(stored);
    }

    [Fact]
    public async Task Secrets_that_were_deleted_and_made_anew_are_not_replaced_by_the_old_ones()
    {
        await Save(Acme.Books, Under("k1"), 0);
        SealedCredentials read = await Stored(Acme.Books);
        await Storage.Credentials.DeleteAsync(Acme.Books, Audit("deleted"), Token);
        await Save(Acme.Books, Under("k1") with { Nonce = new byte[] { 42 } }, 0);

        (await Storage.Credentials.ReplaceAsync(Acme.Books, read, read with { KeyId = "k2" }, Audit("rotation"), Token)).Should().BeFalse();

        (await Stored(Acme.Books)).Nonce.ToArray().Should().Equal(42);
    }

    [Fact]
    public async Task What_is_not_under_a_key_is_listed_across_tenants_page_by_page()
    {
        Merchant other = new("Other");
        ConnectionId dashed = new(Acme.Tenant, "quickbooks-2", "books");
        await Save(Acme.Shop, Under("k1"), 0);
        await Save(Acme.Books, Under("k2"), 0);
        await Save(dashed, Under("k1"), 0);
        await Save(other.Shop, Under("k1"), 0);
        await Save(other.Books, Under("k2") with { WrappedKey = default }, 0);

        List<ConnectionId> found = [];
        ConnectionId? last = null;
        while (true)
        {
            IReadOnlyList<KeyValuePair<ConnectionId, SealedCredentials>> page =
                await Storage.Credentials.ListNotUnderKeyAcrossTenantsAsync("k2", last, 2, Token);
            page.Count.Should().BeLessThanOrEqualTo(2);
            foreach ((ConnectionId connection, SealedCredentials stored) in page)
            {
                stored.Should().Be(await Stored(connection));
                found.Add(connection);
            }

            if (page.Count == 0)
            {
                break;
            }

            last = page[^1].Key;
        }

        found.Should().Equal(other.Books, other.Shop, dashed, Acme.Shop);
    }

    [Fact]
    public async Task Keys_are_counted_across_tenants()
    {
        (await Storage.Credentials.CountByKeyAcrossTenantsAsync(Token)).Should().BeEmpty();
        await Save(Acme.Shop, Under("k1"), 0);
        await Save(Acme.Books, Under("k2"), 0);
        await Save(new Merchant("other").Shop, Under("k1") with { WrappedKey = default }, 0);

        (await Storage.Credentials.CountByKeyAcrossTenantsAsync(Token)).Should().Equal(new KeyUsage("k1", 2, 1), new KeyUsage("k2", 1, 0));
    }

    private static SealedCredentials Under(string key) => new(key, new byte[] { 1 }, new byte[] { 2 }, new byte[] { 3 }, 0);

    private AuditEntry Audit(string reason) => Outcomes.Audit(Acme.Tenant, Now, reason);

    private async Task<SealedCredentials> Stored(ConnectionId connection) => (await Storage.Credentials.FindAsync(connection, Token))!;

    private Task<long?> Save(ConnectionId connection, SealedCredentials secrets, long? expected, string reason = "test") =>
        Storage.Credentials.SaveAsync(connection, secrets, expected, Outcomes.Audit(connection.Tenant, Now, reason), Token);
}
