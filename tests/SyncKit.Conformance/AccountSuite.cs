using FluentAssertions;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Lanes;
using SyncKit.Transforming;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>Connections, their secrets, what is known of their systems, and what happened to them.</summary>
public abstract class AccountSuite : StorageSuite
{
    [Fact]
    public async Task Secrets_are_saved_only_over_the_version_that_was_read()
    {
        (await Storage.Credentials.FindAsync(Acme.Shop, Token)).Should().BeNull();
        (await Save(Acme.Shop, "lost", 1)).Should().BeNull();
        (await Save(Acme.Shop, "first", 0)).Should().Be(1);
        (await Save(Acme.Shop, "late", 0)).Should().BeNull();
        (await Save(Acme.Shop, "second", 1)).Should().Be(2);
        (await Save(Acme.Shop, "third", null)).Should().Be(3);

        SealedCredentials stored = (await Storage.Credentials.FindAsync(Acme.Shop, Token))!;
        stored.KeyId.Should().Be("key-1");
        stored.Version.Should().Be(3);
        stored.WrappedKey.ToArray().Should().Equal(4, 5);
        stored.Nonce.ToArray().Should().Equal(1, 2, 3);
        stored.Ciphertext.ToArray().Should().Equal("third"u8.ToArray());
        (await Storage.Credentials.FindAsync(Acme.Books, Token)).Should().BeNull();
    }

    [Fact]
    public async Task One_of_many_savers_of_one_version_wins()
    {
        await Save(Acme.Shop, "first", 0);

        long?[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Save(Acme.Shop, $"{i}", 1), Token)));

        answers.Where(version => version is not null).Should().Equal(2L);
    }

    [Fact]
    public async Task The_right_to_refresh_belongs_to_one_until_it_ends()
    {
        (await Claim("first")).Should().BeTrue();
        (await Claim("second")).Should().BeFalse();
        (await Storage.Credentials.TryBeginRefreshAsync(Acme.Shop, "second", Life, Token)).Should().BeTrue("it is another connection");
        await Storage.Credentials.EndRefreshAsync(Acme.Books, "second", Token);
        (await Claim("second")).Should().BeFalse("who does not have the right cannot give it back");
        await Save(Acme.Books, "refreshed", null);
        (await Claim("second")).Should().BeFalse("a save does not end it");

        await Storage.Credentials.EndRefreshAsync(Acme.Books, "first", Token);
        (await Claim("second")).Should().BeTrue();
    }

    [Fact]
    public async Task The_right_to_refresh_expires_and_its_owner_may_prolong_it()
    {
        await Claim("first");
        Storage.Time.Advance(Life / 2);
        (await Claim("first")).Should().BeTrue();
        Storage.Time.Advance(Life * 0.75);
        (await Claim("second")).Should().BeFalse();
        Storage.Time.Advance(Life * 0.25);
        (await Claim("second")).Should().BeTrue();
        (await Claim("first")).Should().BeFalse();
    }

    [Fact]
    public async Task A_connections_version_counts_the_changes_of_its_settings()
    {
        (await Storage.Connections.FindAsync(Acme.Shop, Token)).Should().BeNull();
        Connection first = await Storage.Connections.SaveAsync(Acme.Shop, "{\"a\":1}", Token);
        first.Settings.Version.Should().Be(1);
        first.Status.Should().Be(ConnectionStatus.Connected);
        (await Storage.Connections.SaveAsync(Acme.Shop, "{\"a\":1}", Token)).Settings.Version.Should().Be(1);
        (await Storage.Connections.SaveAsync(Acme.Shop, "{\"a\":2}", Token)).Settings.Version.Should().Be(2);

        Connection found = (await Storage.Connections.FindAsync(Acme.Shop, Token))!;
        found.Id.Should().Be(Acme.Shop);
        found.Settings.Json.Should().Be("{\"a\":2}");
        found.Settings.Version.Should().Be(2);
    }

    [Fact]
    public async Task A_status_is_reported_once_and_survives_a_change_of_settings()
    {
        ConnectionStatus broken = new(ConnectionState.NeedsAttention, "quickbooks.reconnect", "Connect QuickBooks again.", Now);
        (await Storage.Connections.MarkAsync(Acme.Books, broken, Token)).Should().BeFalse("there is no such connection");
        await Storage.Connections.SaveAsync(Acme.Books, "{}", Token);

        (await Storage.Connections.MarkAsync(Acme.Books, ConnectionStatus.Connected, Token)).Should().BeFalse();
        (await Storage.Connections.MarkAsync(Acme.Books, broken, Token)).Should().BeTrue();
        (await Storage.Connections.MarkAsync(Acme.Books, broken with { Since = Now.AddHours(1) }, Token)).Should().BeFalse();
        (await Storage.Connections.SaveAsync(Acme.Books, "{\"b\":1}", Token)).Status.Should().Be(broken);
        (await Storage.Connections.FindAsync(Acme.Books, Token))!.Status.Should().Be(broken);
        (await Storage.Connections.MarkAsync(Acme.Books, broken with { Code = "quickbooks.lapsed" }, Token)).Should().BeTrue();
        (await Storage.Connections.MarkAsync(Acme.Books, ConnectionStatus.Connected, Token)).Should().BeTrue();
    }

    [Fact]
    public async Task Connections_tenants_and_bindings_are_listed_in_order()
    {
        Merchant other = new("Zeta");
        foreach (ConnectionId id in new[] { Acme.Shop, Acme.Books, new ConnectionId(Acme.Tenant, "woocommerce", "eu"), other.Shop })
        {
            await Storage.Connections.SaveAsync(id, "{}", Token);
        }

        FlowBinding binding = new(Merchant.Flow, Acme.Shop, Acme.Books);
        FlowBinding earlier = new("a-flow", Acme.Shop, Acme.Books);
        foreach (FlowBinding bound in new[] { binding, earlier, binding, new FlowBinding(Merchant.Flow, other.Shop, other.Books) })
        {
            await Storage.Connections.BindAsync(bound, Token);
        }

        (await Storage.Connections.ListTenantsAsync(Token)).Should().Equal(other.Tenant, Acme.Tenant);
        (await Storage.Connections.ListAsync(Acme.Tenant, Token)).Select(connection => connection.Id.ToString())
            .Should().Equal("acme/quickbooks/books", "acme/woocommerce/eu", "acme/woocommerce/shop");
        (await Storage.Connections.ListBindingsAsync(Acme.Tenant, Token)).Should().Equal(earlier, binding);
    }

    [Fact]
    public async Task The_audit_trail_shows_the_newest_entries_first()
    {
        AuditEntry[] entries = [.. Enumerable.Range(0, 5).Select(i => new AuditEntry(Acme.Tenant, Now.AddSeconds(i), "credentials.read", $"{i}", "test", "suite"))];
        await Storage.Audit.AppendAsync(entries[..3], Token);
        await Storage.Audit.AppendAsync(entries[3..], Token);

        (await Storage.Audit.ListAsync(Acme.Tenant, 3, Token)).Should().Equal(entries[4], entries[3], entries[2]);
        (await Storage.Audit.ListAsync(Acme.Tenant, 100, Token)).Should().HaveCount(5);
    }

    [Fact]
    public async Task References_are_replaced_found_and_forgotten()
    {
        await Commit(Acme.Change("1"));
        LaneLease lease = await Lease();
        ResolvedReference customer = new("customer", "a@b.c", "58", new Dictionary<string, string> { ["currency"] = "USD" }, Now);
        ResolvedReference item = new("item", "a@b.c", "7", new Dictionary<string, string>(), Now);
        await Storage.Lanes.SettleAsync(lease, new Settlement { References = [customer with { Id = "old" }, item] }, Token);
        await Storage.Lanes.SettleAsync(lease, new Settlement { References = [customer] }, Token);
        Reference[] asked = [new("customer", "a@b.c"), new("customer", "A@b.c"), new("item", "a@b.c"), new("account", "a@b.c")];

        (await Storage.References.FindAsync(Acme.Books, asked, Token)).Should().BeEquivalentTo([customer, item]);
        (await Storage.References.FindAsync(Acme.Shop, asked, Token)).Should().BeEmpty();

        await Storage.References.ForgetAsync(Acme.Books, [new("customer", "a@b.c"), new("unknown", "x")], Token);
        (await Storage.References.FindAsync(Acme.Books, asked, Token)).Should().BeEquivalentTo([item]);
    }

    [Fact]
    public async Task Deleted_credentials_are_gone_for_one_connection_alone()
    {
        await Save(Acme.Books, "secret", 0);
        await Save(Acme.Shop, "another", 0);

        (await Storage.Credentials.DeleteAsync(Acme.Books, Outcomes.Audit(Acme.Tenant, Now), Token)).Should().BeTrue();

        (await Storage.Credentials.FindAsync(Acme.Books, Token)).Should().BeNull();
        (await Storage.Credentials.FindAsync(Acme.Shop, Token)).Should().NotBeNull();
        (await Storage.Credentials.DeleteAsync(Acme.Books, Outcomes.Audit(Acme.Tenant, Now), Token)).Should().BeFalse();
        (await Save(Acme.Books, "anew", 0)).Should().Be(1);
    }

    private Task<bool> Claim(string owner) => Storage.Credentials.TryBeginRefreshAsync(Acme.Books, owner, Life, Token);

    private Task<long?> Save(ConnectionId connection, string text, long? expected) => Storage.Credentials.SaveAsync(
        connection,
        new SealedCredentials("key-1", new byte[] { 4, 5 }, new byte[] { 1, 2, 3 }, System.Text.Encoding.UTF8.GetBytes(text), 99),
        expected,
        Outcomes.Audit(connection.Tenant, Now),
        Token);
}
