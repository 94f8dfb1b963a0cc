using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;
using SyncKit.Orleans.Clustering;
using SyncKit.Servers;

namespace SyncKit.Orleans.Tests.Clustering;

/// <summary>Orleans' own providers on our tables.</summary>
public sealed class OrleansTablesTests(PostgresFixture fixture) : IAsyncLifetime
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly DateTime Now = new(2026, 11, 30, 12, 0, 0, DateTimeKind.Utc);
    private readonly SiloAddress one = SiloAddress.New(IPAddress.Loopback, 11_111, 1);
    private readonly SiloAddress two = SiloAddress.New(IPAddress.Loopback, 11_112, 1);
    private NpgsqlDataSource database = null!;
    private IHost host = null!;

    public async ValueTask InitializeAsync()
    {
        PostgresServer server = await fixture.ServerAsync();
        string connection = server.ConnectionString(await server.CreateDatabaseAsync());
        database = NpgsqlDataSource.Create(connection);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OrleansTables.EnsureAsync(database)));
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo => silo
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("c", "s"))
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", connection))
            .UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = ("Npgsql", connection)));
        host = builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task The_list_of_silos_has_one_writer_at_a_time()
    {
        IMembershipTable table = host.Services.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTableAsync(true, Token);
        TableVersion empty = (await table.ReadAllAsync(Token)).Version;

        (await table.InsertRowAsync(Silo(one, SiloStatus.Joining), empty.Next(), Token)).Should().BeTrue();
        (await table.InsertRowAsync(Silo(two, SiloStatus.Joining), empty.Next(), Token)).Should().BeFalse("the list has moved on");
        TableVersion first = (await table.ReadAllAsync(Token)).Version;
        (await table.InsertRowAsync(Silo(one, SiloStatus.Joining), first.Next(), Token)).Should().BeFalse("the silo is in it");
        (await table.ReadAllAsync(Token)).Version.Version.Should().Be(first.Version);
        (await table.InsertRowAsync(Silo(two, SiloStatus.Joining), first.Next(), Token)).Should().BeTrue();

        MembershipEntry active = Silo(one, SiloStatus.Active);
        active.AddSuspector(two, Now);
        MembershipTableData all = await table.ReadAllAsync(Token);
        (await table.UpdateRowAsync(active, all.TryGet(one)!.Item2, first.Next(), Token)).Should().BeFalse("the list has moved on");
        (await table.UpdateRowAsync(active, all.TryGet(one)!.Item2, all.Version.Next(), Token)).Should().BeTrue();

        MembershipTableData row = await table.ReadRowAsync(one, Token);
        row.Members.Should().ContainSingle();
        MembershipEntry read = row.TryGet(one)!.Item1;
        read.Status.Should().Be(SiloStatus.Active);
        read.SiloName.Should().Be("silo");
        read.StartTime.Should().Be(Now);
        read.SuspectTimes.Should().ContainSingle().Which.Item1.Should().Be(two);
        row.Version.Version.Should().Be(first.Version + 2);
    }

    [Fact]
    public async Task Silos_say_that_they_live_and_the_dead_are_cleared_away()
    {
        IMembershipTable table = host.Services.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTableAsync(true, Token);
        await table.InsertRowAsync(Silo(one, SiloStatus.Active), (await table.ReadAllAsync(Token)).Version.Next(), Token);
        await table.InsertRowAsync(Silo(two, SiloStatus.Dead), (await table.ReadAllAsync(Token)).Version.Next(), Token);

        MembershipEntry alive = Silo(one, SiloStatus.Active);
        alive.IAmAliveTime = Now.AddMinutes(5);
        await table.UpdateIAmAliveAsync(alive, Token);
        await table.CleanupDefunctSiloEntriesAsync(Now.AddMinutes(1), Token);

        MembershipTableData left = await table.ReadAllAsync(Token);
        left.Members.Should().ContainSingle().Which.Item1.IAmAliveTime.Should().Be(Now.AddMinutes(5));
        await table.DeleteMembershipTableEntriesAsync("c", Token);
        await table.InitializeMembershipTableAsync(true, Token);
        (await table.ReadAllAsync(Token)).Members.Should().BeEmpty();
    }

    [Fact]
    public async Task Clients_find_the_gateways_of_silos_that_are_active()
    {
        IMembershipTable table = host.Services.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTableAsync(true, Token);
        await table.InsertRowAsync(Silo(one, SiloStatus.Active), (await table.ReadAllAsync(Token)).Version.Next(), Token);
        await table.InsertRowAsync(Silo(two, SiloStatus.Dead), (await table.ReadAllAsync(Token)).Version.Next(), Token);

        await using NpgsqlCommand query = database.CreateCommand("SELECT QueryText FROM OrleansQuery WHERE QueryKey = 'GatewaysQueryKey'");
        await using NpgsqlCommand gateways = database.CreateCommand((string)(await query.ExecuteScalarAsync(Token))!);
        gateways.Parameters.AddWithValue("DeploymentId", "c");
        gateways.Parameters.AddWithValue("Status", (int)SiloStatus.Active);
        await using NpgsqlDataReader reader = await gateways.ExecuteReaderAsync(Token);

        (await reader.ReadAsync(Token)).Should().BeTrue();
        reader.GetInt32(reader.GetOrdinal("ProxyPort")).Should().Be(30_000);
        (await reader.ReadAsync(Token)).Should().BeFalse();
    }

    [Fact]
    public async Task Reminders_are_kept_found_and_removed()
    {
        IReminderTable table = host.Services.GetRequiredService<IReminderTable>();
        await table.StartAsync(Token);
        GrainId grain = GrainId.Create("lane", "acme/quickbooks/main");
        ReminderEntry entry = new() { GrainId = grain, ReminderName = "due", StartAt = Now, Period = TimeSpan.FromMinutes(1) };

        string etag = (await table.UpsertRow(entry, Token))!;
        string newer = (await table.UpsertRow(entry, Token))!;

        newer.Should().NotBe(etag);
        ReminderEntry read = (await table.ReadRow(grain, "due", Token))!;
        (read.StartAt, read.Period, read.ETag).Should().Be((Now, TimeSpan.FromMinutes(1), newer));
        (await table.ReadRows(grain, Token)).Reminders.Should().ContainSingle();
        uint hash = grain.GetUniformHashCode();
        (await table.ReadRows(unchecked(hash - 1), hash, Token)).Reminders.Should().ContainSingle("it is in the range of its own hash");
        (await table.ReadRows(hash, unchecked(hash + 1), Token)).Reminders.Should().BeEmpty("a range begins after its begin");
        (await table.ReadRows(hash, unchecked(hash - 1), Token)).Reminders.Should().BeEmpty("a range that wraps leaves out only the rest");
        (await table.ReadRows(0, 0, Token)).Reminders.Should().ContainSingle("the whole ring");
        (await table.RemoveRow(grain, "due", etag, Token)).Should().BeFalse("it has changed");
        (await table.RemoveRow(grain, "due", newer, Token)).Should().BeTrue();
        (await table.ReadRows(grain, Token)).Reminders.Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_there_already_stays()
    {
        await using NpgsqlCommand change = database.CreateCommand("UPDATE OrleansQuery SET QueryText = 'theirs' WHERE QueryKey = 'GatewaysQueryKey'");
        await change.ExecuteNonQueryAsync(Token);

        await OrleansTables.EnsureAsync(database, Token);

        await using NpgsqlCommand query = database.CreateCommand("SELECT QueryText FROM OrleansQuery WHERE QueryKey = 'GatewaysQueryKey'");
        (await query.ExecuteScalarAsync(Token)).Should().Be("theirs");
    }

    private static MembershipEntry Silo(SiloAddress address, SiloStatus status) => new()
    {
        SiloAddress = address,
        SiloName = "silo",
        HostName = "host",
        Status = status,
        ProxyPort = 30_000,
        StartTime = Now,
        IAmAliveTime = Now,
    };
}
