using SyncKit.Connections;
using SyncKit.Notifications;
using SyncKit.PostgreSql.Notifications;

namespace SyncKit.PostgreSql.Tests.Hosts;

public sealed class NotificationRaceTests
{
    private const int Count = 6;
    private const string Sink = "mail";

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tenant_gets_one_message_however_many_hosts_gather_while_more_comes_in()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);
        const int Rounds = 10;
        int told = 0;
        for (int round = 0; round < Rounds; round++)
        {
            int[] made = await hosts.AtOnceAsync(async (host, number) =>
            {
                int mine = 0;
                for (int i = 0; i < 4; i++)
                {
                    await RecordAsync(host, hosts.Acme.Tenant, hosts.Now, $"{round}/{number}/{i}");
                    mine += await new PostgresNotificationOutbox(host).GatherAsync([Sink, "chat"], Interval, 10, Cancel);
                }

                return mine;
            });

            made.Sum().Should().Be(1, "the tenant has to wait for its next message");
            IReadOnlyList<NotificationDelivery>[] claims = await hosts.AtOnceAsync(
                (host, _) => new PostgresNotificationOutbox(host).ClaimAsync(Sink, 5, Interval, Cancel));
            NotificationDelivery delivery = claims.SelectMany(each => each).Should().ContainSingle().Subject;
            told += delivery.Message.Groups.Sum(group => (int)group.Count);
            await new PostgresNotificationOutbox(hosts.Database).CompleteAsync(delivery, Cancel);
            hosts.Time.Advance(Interval);
        }

        int waiting = (await new PostgresNotificationStore(hosts.Database).ListAsync(hosts.Acme.Tenant, 1000, Cancel)).Sum(group => (int)group.Count);
        (told + waiting).Should().Be(Rounds * Count * 4, "each is told of once or still waits");
    }

    [Fact]
    public async Task What_many_hosts_tell_of_one_thing_is_counted_each_time()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);

        await hosts.AtOnceAsync(async (host, _) =>
        {
            for (int i = 0; i < 20; i++)
            {
                await RecordAsync(host, hosts.Acme.Tenant, hosts.Now, "order/1");
            }

            return true;
        });

        (await new PostgresNotificationStore(hosts.Database).ListAsync(hosts.Acme.Tenant, 10, Cancel)).Should().ContainSingle()
            .Which.Count.Should().Be(Count * 20);
    }

    [Fact]
    public async Task Many_hosts_forget_old_messages_together_and_count_each_once()
    {
        await using HostsUnderTest hosts = await HostsUnderTest.CreateAsync(Count);
        const int Tenants = 40;
        for (int i = 0; i < Tenants; i++)
        {
            await RecordAsync(hosts.Database, new TenantId($"tenant-{i}"), hosts.Now, "order/1");
        }

        PostgresNotificationOutbox outbox = new(hosts.Database);
        (await outbox.GatherAsync([Sink], Interval, Tenants, Cancel)).Should().Be(Tenants);
        hosts.Time.Advance(TimeSpan.FromDays(2));

        int[] purged = await hosts.AtOnceAsync((host, _) => new PostgresNotificationOutbox(host).PurgeAsync(TimeSpan.FromDays(1), Cancel));

        purged.Sum().Should().Be(2 * Tenants, "each message and each group that has nothing to tell");
        (await outbox.ClaimAsync(Sink, 100, Interval, Cancel)).Should().BeEmpty();
    }

    private static Task<bool> RecordAsync(PostgresDatabase host, TenantId tenant, DateTimeOffset now, string subject) =>
        new PostgresNotificationStore(host).RecordAsync(
            new Notification(tenant, NotificationKind.LanePaused, subject, "code", "Message.", "Remedy.", now), TimeSpan.Zero, TimeSpan.Zero, Cancel);
}
