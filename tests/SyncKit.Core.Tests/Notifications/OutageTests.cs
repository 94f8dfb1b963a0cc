using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Notifications;

namespace SyncKit.Core.Tests.Notifications;

/// <summary>An outage is one message, not a thousand.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan Delay = new NotificationOptions().GatheringDelay;
    private static readonly TimeSpan Quiet = new NotificationOptions().QuietPeriod;

    private readonly Switchboard board = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_connections_of_one_tenant_are_one_message()
    {
        await using Host host = board.Start();
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => TellAsync(host, $"acme/quickbooks/books-{i:d4}")));
        (await Switchboard.SendAsync(host)).Should().Be(0, "it is gathered first");
        board.Scene.Time.Advance(Delay);

        (await Switchboard.SendAsync(host)).Should().Be(3, "mail, chat and log are told once each");

        NotificationMessage message = board.Mail.Sent.Should().ContainSingle().Subject;
        message.Title.Should().Be("acme: 1,000 connections need attention");
        message.Groups.Should().HaveCount(1000);
        message.Text.Should().Contain("and 980 more").And.HaveLength(message.Text.Length).And.Match(text => text.Length < 4000);
        board.Chat.Sent.Should().ContainSingle().Which.Id.Should().Be(message.Id);
        host.Log.Lines.Where(line => line.Id == 731).Should().ContainSingle();
    }

    [Fact]
    public async Task An_outage_of_two_hundred_tenants_is_one_message_for_each()
    {
        await using Host host = board.Start();
        TenantId[] tenants = [.. Enumerable.Range(0, 200).Select(i => new TenantId($"t{i}"))];
        foreach (TenantId tenant in tenants)
        {
            for (int i = 0; i < 5; i++)
            {
                await Switchboard.TellAsync(host, board.Notice(NotificationKind.LanePaused, $"{tenant}/quickbooks/{i}", tenant));
            }
        }

        board.Scene.Time.Advance(Delay);
        await Switchboard.SendAsync(host);

        board.Mail.Sent.Select(message => message.Tenant).Should().BeEquivalentTo(tenants);
        board.Mail.Sent.Should().OnlyContain(message => message.Groups.Count == 5);
    }

    [Fact]
    public async Task What_goes_on_is_told_again_after_the_quiet_period_with_its_number()
    {
        await using Host host = board.Start();
        for (int minute = 0; minute < 120; minute++)
        {
            await TellAsync(host, "acme/quickbooks/books");
            board.Scene.Time.Advance(TimeSpan.FromMinutes(1));
            await Switchboard.SendAsync(host);
        }

        board.Mail.Sent.Select(message => message.Groups.Single()).Select(group => (group.TimesTold, group.Count)).Should().Equal((0, 1), (1, 60));
        board.Mail.Sent.Last().Text.Should().Contain("again, 60 times from 2026-03-01 12:01 UTC to 2026-03-01 13:00 UTC");
    }

    [Fact]
    public async Task An_outage_that_spreads_over_an_hour_is_at_most_twenty_messages()
    {
        await using Host host = board.Start();
        for (int second = 0; second < 3600; second += 5)
        {
            await TellAsync(host, $"acme/quickbooks/{second}");
            board.Scene.Time.Advance(TimeSpan.FromSeconds(5));
            await Switchboard.SendAsync(host);
        }

        board.Mail.Sent.Should().HaveCountGreaterThan(10).And.HaveCountLessThanOrEqualTo(20);
        board.Scene.Time.Advance(Quiet);
        await Switchboard.SendAsync(host);
        board.Mail.Sent.SelectMany(message => message.Groups).Sum(group => group.Count).Should().Be(720, "what waited was merged and none is lost");
    }

    [Fact]
    public async Task A_restart_sends_nothing_again_and_loses_nothing()
    {
        await using (Host first = board.Start())
        {
            await TellAsync(first, "acme/quickbooks/books");
            board.Scene.Time.Advance(Delay);
            await Switchboard.SendAsync(first);
            await TellAsync(first, "acme/woocommerce/shop");
        }

        board.Scene.Time.Advance(TimeSpan.FromMinutes(5));
        await using Host second = board.Start();
        await Switchboard.SendAsync(second);
        await Switchboard.SendAsync(second);

        board.Mail.Sent.SelectMany(message => message.Groups).Select(group => group.Subject)
            .Should().Equal("acme/quickbooks/books", "acme/woocommerce/shop");
    }

    [Fact]
    public async Task Two_hosts_send_a_message_once()
    {
        await using Host first = board.Start();
        await using Host second = board.Start();
        for (int i = 0; i < 50; i++)
        {
            await Switchboard.TellAsync(first, board.Notice(NotificationKind.LanePaused, "lane", new TenantId($"t{i}")));
            await Switchboard.TellAsync(second, board.Notice(NotificationKind.LanePaused, "lane", new TenantId($"t{i}")));
        }

        board.Scene.Time.Advance(Delay);
        await Task.WhenAll(new[] { first, second, first, second }.Select(host => Task.Run(() => Switchboard.SendAsync(host), Token)));

        board.Mail.Sent.Select(message => message.Tenant).Should().HaveCount(50).And.OnlyHaveUniqueItems();
        board.Mail.Sent.Should().OnlyContain(message => message.Groups.Single().Count == 2);
    }

    [Fact]
    public async Task What_healed_in_time_is_not_told()
    {
        await using Host host = board.Start();
        await TellAsync(host, "acme/quickbooks/books");
        await Switchboard.Notifier(host).WithdrawAsync(Scene.Acme, NotificationKind.NeedsReconnect, "acme/quickbooks/books", Token);
        board.Scene.Time.Advance(Delay);

        await Switchboard.SendAsync(host);

        board.Mail.Sent.Should().BeEmpty();
    }

    private Task TellAsync(Host host, string connection) =>
        Switchboard.TellAsync(host, board.Notice(NotificationKind.NeedsReconnect, connection));
}
