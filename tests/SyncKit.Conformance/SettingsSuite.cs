using FluentAssertions;
using SyncKit.Connections;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>Settings are replaced only over the version that was read, however many try.</summary>
public abstract class SettingsSuite : StorageSuite
{
    [Fact]
    public async Task A_connection_is_added_over_version_zero_alone()
    {
        (await Replace("{}", 1)).Should().BeNull();
        (await Storage.Connections.FindAsync(Acme.Shop, Token)).Should().BeNull();

        (await Replace("{}", 0))!.Settings.Version.Should().Be(1);

        (await Replace("""{"a":1}""", 0)).Should().BeNull();
        (await Storage.Connections.FindAsync(Acme.Shop, Token))!.Settings.Json.Should().Be("{}");
    }

    [Fact]
    public async Task Settings_are_replaced_over_the_version_that_was_read_and_the_status_stays()
    {
        await Replace("{}", 0);
        ConnectionStatus broken = new(ConnectionState.NeedsAttention, "quickbooks.reconnect", "Connect QuickBooks again.", Now);
        await Storage.Connections.MarkAsync(Acme.Shop, broken, Token);

        Connection? replaced = await Replace("""{"a":1}""", 1);

        replaced!.Settings.Version.Should().Be(2);
        replaced.Settings.Json.Should().Be("""{"a":1}""");
        replaced.Status.Should().Be(broken);
        (await Replace("""{"a":2}""", 1)).Should().BeNull();
        (await Replace("""{"a":1}""", 2))!.Settings.Version.Should().Be(2, "the same settings are no change");
        (await Replace("""{"a":2}""", 2))!.Settings.Version.Should().Be(3);
    }

    [Fact]
    public async Task One_of_many_who_read_the_same_version_wins()
    {
        await Replace("{}", 0);

        Connection?[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Replace($$"""{"a":{{i}}}""", 1)));

        answers.Count(answer => answer is not null).Should().Be(1);
        (await Storage.Connections.FindAsync(Acme.Shop, Token))!.Settings.Should().BeEquivalentTo(answers.Single(answer => answer is not null)!.Settings);
    }

    [Fact]
    public async Task A_connection_of_the_same_name_of_another_tenant_is_another_one()
    {
        await Replace("{}", 0);

        (await Storage.Connections.ReplaceAsync(new Merchant("other").Shop, "{}", 1, Token)).Should().BeNull();
    }

    private Task<Connection?> Replace(string json, int version) => Storage.Connections.ReplaceAsync(Acme.Shop, json, version, Token);
}
