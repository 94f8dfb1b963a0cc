using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Credentials;
using SyncKit.Servers;

namespace SyncKit.Supabase.Tests.Project;

/// <summary>Keys, users and row-level security, on a real server.</summary>
public sealed class SecurityTests(SupabaseLiteFixture fixture)
{
    [Fact]
    public async Task A_user_of_the_tenant_writes_and_reads_under_row_level_security()
    {
        await using SupabaseLiteServer project = await fixture.StartAsync(SupabaseSchema.Sql);
        await using RowsHost host = new();
        await host.ConnectAsync(project.Url, secrets: User("""
            "app_metadata":{"tenant_id":"acme"}
            """));
        (await host.CheckAsync()).Should().BeEmpty();
        host.Sell(Sales.Order(1));
        await host.SyncAsync();
        await host.ShouldBeDoneAsync();
        (await host.DifferencesAsync()).Should().BeEmpty();

        host.Orders.Remove("1");
        await host.SyncAsync();
        (await project.ReadAsync("select count(*) from synckit_orders where deleted_at is not null")).Should().Be(1L);
    }

    [Theory]
    [InlineData("\"app_metadata\":{\"tenant_id\":\"another\"}", 3600, "supabase.permission")]
    [InlineData("\"user_metadata\":{\"tenant_id\":\"acme\"}", 3600, "supabase.permission")]
    [InlineData("\"tenant_id\":\"acme\"", -3600, "connection.check")]
    public async Task A_user_of_another_tenant_and_an_expired_token_park_the_lane(string claims, int life, string code)
    {
        await using SupabaseLiteServer project = await fixture.StartAsync(SupabaseSchema.Sql);
        await using RowsHost host = new();
        await host.ConnectAsync(project.Url, secrets: User(claims, TimeSpan.FromSeconds(life)));
        host.Sell(Sales.Order(1));
        await host.SyncAsync();

        ConnectionStatus status = await host.StatusAsync();
        (status.State, status.Code).Should().Be((ConnectionState.NeedsAttention, code), $"{status}\n{host.Log}");
        (await host.CountAsync()).Waiting.Should().Be(1);
        (await project.ReadAsync("select count(*) from synckit_orders")).Should().Be(0L);
    }

    [Fact]
    public async Task A_wrong_key_parks_the_lane_and_is_nowhere_to_be_read()
    {
        const string Wrong = "sb_secret_zyxwvutsrqponmlkjihgfe_87654321";
        await using SupabaseLiteServer project = await fixture.StartAsync(SupabaseSchema.Sql);
        await using RowsHost host = new();
        await host.ConnectAsync(project.Url, secrets: CredentialSet.Of(("api_key", Wrong)));
        Finding finding = (await host.CheckAsync()).Should().ContainSingle().Subject;
        finding.Setting.Should().Be("api_key");

        host.Sell(Sales.Order(1));
        await host.SyncAsync();
        (await host.StatusAsync()).State.Should().Be(ConnectionState.NeedsAttention);
        $"{finding} {await host.StatusAsync()} {host.Log}".Should().NotContain(Wrong).And.NotContain("zyxwvuts");
    }

    [Fact]
    public async Task A_browsers_key_alone_is_told_at_the_check()
    {
        await using SupabaseLiteServer project = await fixture.StartAsync(SupabaseSchema.Sql);
        await using RowsHost host = new();
        await host.ConnectAsync(project.Url, secrets: CredentialSet.Of(("api_key", SupabaseLiteServer.PublishableKey)));

        (await host.CheckAsync()).Should().ContainSingle().Which.Message.Should().Contain("access_token");
    }

    private static CredentialSet User(string claims, TimeSpan? life = null) => CredentialSet.Of(
        (SupabaseCredentials.ApiKey, SupabaseLiteServer.PublishableKey),
        (SupabaseCredentials.AccessToken, SupabaseLiteServer.UserToken(claims.Trim(), life ?? TimeSpan.FromHours(1))));
}
