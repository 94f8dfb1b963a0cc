using FluentAssertions;
using SyncKit.Connections;
using SyncKit.Notifications;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>What is due becomes one message for each tenant, and each sink gets it, whoever dies meanwhile.</summary>
public abstract class OutboxSuite : StorageSuite
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task What_is_due_together_is_one_message_for_each_tenant_ordered_by_kind()
    {
        Merchant other = new("other");
        await Record(NotificationKind.WebhookLoss, "shop");
        await Record(NotificationKind.NeedsReconnect, "b");
        await Record(NotificationKind.NeedsReconnect, "a");
        await Record(NotificationKind.NeedsReconnect, "a", other.Tenant);
        (await Gather()).Should().Be(0, "it is gathered for a while");
        Storage.Time.Advance(Delay);
        await Record(NotificationKind.RunDiffers, "too late");

        (await Gather()).Should().Be(2);
        (await Gather()).Should().Be(0);

        IReadOnlyList<NotificationDelivery> claimed = await Claim("mail");
        claimed.Select(delivery => delivery.Message.Tenant).Should().BeEquivalentTo([Acme.Tenant, other.Tenant]);
        claimed.Select(delivery => delivery.Message.Id).Should().OnlyHaveUniqueItems();
        NotificationMessage message = claimed.Single(delivery => delivery.Message.Tenant == Acme.Tenant).Message;
        message.At.Should().Be(Now);
        message.Groups.Select(group => (group.Kind, group.Subject)).Should().Equal(
            (NotificationKind.NeedsReconnect, "a"), (NotificationKind.NeedsReconnect, "b"), (NotificationKind.WebhookLoss, "shop"));
    }

    [Fact]
    public async Task A_tenant_has_to_wait_for_its_next_message_and_no_other_does()
    {
        Merchant other = new("other");
        await Record(NotificationKind.LanePaused, "a");
        Storage.Time.Advance(Delay);
        await Gather();
        await Record(NotificationKind.LanePaused, "b");
        await Record(NotificationKind.LanePaused, "c", other.Tenant);
        Storage.Time.Advance(Delay);

        (await Gather()).Should().Be(1);
        (await Claim("mail")).Last().Message.Tenant.Should().Be(other.Tenant);
        await Record(NotificationKind.LanePaused, "d");
        Storage.Time.Advance(Interval - Delay - TimeSpan.FromTicks(1));
        (await Gather()).Should().Be(0);
        Storage.Time.Advance(TimeSpan.FromTicks(1));
        (await Gather()).Should().Be(1);
        (await Claim("chat")).Select(delivery => string.Join(",", delivery.Message.Groups.Select(group => group.Subject)))
            .Should().BeEquivalentTo(["a", "c", "b,d"]);
    }

    [Fact]
    public async Task Who_waits_longest_comes_first_when_many_are_due()
    {
        Merchant[] merchants = [.. Enumerable.Range(0, 5).Select(i => new Merchant($"m{9 - i}"))];
        foreach (Merchant merchant in merchants)
        {
            await Record(NotificationKind.LanePaused, "lane", merchant.Tenant);
            Storage.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Storage.Time.Advance(Delay);
        (await Storage.Outbox.GatherAsync(["mail"], Interval, 2, Token)).Should().Be(2);
        (await Claim("mail")).Select(delivery => delivery.Message.Tenant).Should().BeEquivalentTo([merchants[0].Tenant, merchants[1].Tenant]);
        (await Storage.Outbox.GatherAsync(["mail"], Interval, 10, Token)).Should().Be(3);
    }

    [Fact]
    public async Task Many_hosts_make_one_message_and_one_claim_of_it()
    {
        await Record(NotificationKind.LanePaused, "lane");
        Storage.Time.Advance(Delay);

        int[] made = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(Gather, Token)));
        IReadOnlyList<NotificationDelivery>[] claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Claim("mail"), Token)));

        made.Sum().Should().Be(1);
        claims.Sum(claim => claim.Count).Should().Be(1);
    }

    [Fact]
    public async Task Each_sink_has_a_delivery_of_its_own()
    {
        await MakeOneAsync();
        NotificationDelivery mail = (await Claim("mail")).Single();
        NotificationDelivery chat = (await Claim("chat")).Single();
        chat.Message.Should().BeEquivalentTo(mail.Message, options => options.ComparingRecordsByValue().ComparingByMembers<NotificationMessage>());
        await Storage.Outbox.CompleteAsync(chat, Token);
        await Storage.Outbox.CompleteAsync(chat, Token);
        (await Storage.Outbox.PostponeAsync(chat, TimeSpan.Zero, Token)).Should().BeFalse("it is done");
        (await Storage.Outbox.PostponeAsync(mail, TimeSpan.FromMinutes(5), Token)).Should().BeTrue();

        Storage.Time.Advance(TimeSpan.FromMinutes(5));
        (await Claim("chat")).Should().BeEmpty();
        NotificationDelivery again = (await Claim("mail")).Single();
        (again.Attempt, again.Message.Id).Should().Be((2, mail.Message.Id));
    }

    [Fact]
    public async Task Another_host_sends_what_a_dead_one_claimed_and_survives_a_restart()
    {
        await MakeOneAsync();
        NotificationDelivery first = (await Claim("mail")).Single();
        await Storage.ReopenAsync();
        Storage.Time.Advance(Life - TimeSpan.FromTicks(1));
        (await Claim("mail")).Should().BeEmpty();
        Storage.Time.Advance(TimeSpan.FromTicks(1));

        NotificationDelivery second = (await Claim("mail")).Single();
        second.Message.Id.Should().Be(first.Message.Id);
        second.Message.Groups.Should().Equal(first.Message.Groups);
        (await Storage.Outbox.PostponeAsync(first, TimeSpan.Zero, Token)).Should().BeFalse("a newer attempt is under way");
        (await Claim("mail")).Should().BeEmpty();
        await Storage.Outbox.CompleteAsync(first, Token);
        Storage.Time.Advance(Life);
        (await Claim("mail")).Should().BeEmpty("whoever sent it, it arrived");
    }

    [Fact]
    public async Task Old_messages_and_idle_groups_are_forgotten_and_nothing_else_is()
    {
        await MakeOneAsync();
        Storage.Time.Advance(TimeSpan.FromDays(3));
        await Record(NotificationKind.LanePaused, "another");
        Storage.Time.Advance(Delay);
        await Gather();
        Storage.Time.Advance(TimeSpan.FromDays(5));
        await Record(NotificationKind.LanePaused, "waits");
        Storage.Time.Advance(TimeSpan.FromDays(2) - TimeSpan.FromMinutes(5));

        (await Storage.Outbox.PurgeAsync(TimeSpan.FromDays(7), Token)).Should().Be(2);

        (await Storage.Notifications.ListAsync(Acme.Tenant, 10, Token)).Select(group => group.Subject).Should().Equal("waits", "another");
        (await Claim("mail")).Should().ContainSingle().Which.Message.Groups.Should().ContainSingle(group => group.Subject == "another");
        (await Gather()).Should().Be(1);
    }

    private async Task MakeOneAsync()
    {
        await Record(NotificationKind.LanePaused, "lane");
        Storage.Time.Advance(Delay);
        (await Gather()).Should().Be(1);
    }

    private Task<int> Gather() => Storage.Outbox.GatherAsync(["mail", "chat"], Interval, 100, Token);

    private Task<IReadOnlyList<NotificationDelivery>> Claim(string sink) => Storage.Outbox.ClaimAsync(sink, 100, Life, Token);

    private Task<bool> Record(NotificationKind kind, string subject, TenantId? tenant = null) => Storage.Notifications.RecordAsync(
        new Notification(tenant ?? Acme.Tenant, kind, subject, "code", "It is so.", "Do it.", Now), Delay, TimeSpan.FromHours(1), Token);
}
