using FluentAssertions;
using SyncKit.Connections;
using SyncKit.Notifications;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>What happened is counted in groups, is told after a while, and may be taken back.</summary>
public abstract class NotificationSuite : StorageSuite
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    [Fact]
    public async Task Notifications_of_one_subject_and_code_are_one_group_with_the_newest_words()
    {
        DateTimeOffset first = Now;
        await Record(message: "Old.");
        Storage.Time.Advance(TimeSpan.FromSeconds(5));
        await Record(message: "New.", figure: 7);
        await Storage.Notifications.RecordAsync(Notice(message: "Late.") with { At = first.AddSeconds(-1) }, Delay, Quiet, Token);

        (await Find()).Should().Be(new NotificationGroup
        {
            Kind = NotificationKind.DeadLetters,
            Subject = "orders",
            Code = "code",
            Message = "New.",
            Remedy = "Do it.",
            Count = 3,
            FirstAt = first.AddSeconds(-1),
            LastAt = Now,
            Figure = 7,
        });
    }

    [Fact]
    public async Task Tenants_kinds_subjects_and_codes_are_groups_of_their_own()
    {
        Merchant other = new("other");
        await Record();
        await Storage.Notifications.RecordAsync(Notice() with { Tenant = other.Tenant }, Delay, Quiet, Token);
        await Storage.Notifications.RecordAsync(Notice() with { Kind = NotificationKind.LanePaused }, Delay, Quiet, Token);
        await Storage.Notifications.RecordAsync(Notice() with { Subject = "Orders" }, Delay, Quiet, Token);
        await Storage.Notifications.RecordAsync(Notice() with { Code = "another", At = Now.AddSeconds(1) }, Delay, Quiet, Token);

        (await Storage.Notifications.ListAsync(Acme.Tenant, 10, Token)).Select(group => (group.Kind, group.Subject, group.Code, group.Count))
            .Should().Equal(
                (NotificationKind.DeadLetters, "orders", "another", 1L),
                (NotificationKind.LanePaused, "orders", "code", 1L),
                (NotificationKind.DeadLetters, "Orders", "code", 1L),
                (NotificationKind.DeadLetters, "orders", "code", 1L));
        (await Storage.Notifications.ListAsync(Acme.Tenant, 2, Token)).Should().HaveCount(2);
        (await Storage.Notifications.ListAsync(other.Tenant, 10, Token)).Should().ContainSingle();
    }

    [Fact]
    public async Task A_condition_that_many_tell_of_counts_once_until_it_begins_anew()
    {
        DateTimeOffset began = Now;
        Notification lasting = Notice() with { Began = began };
        bool[] counted = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(
            () => Storage.Notifications.RecordAsync(lasting, Delay, Quiet, Token), Token)));
        counted.Count(taken => taken).Should().Be(1);
        Storage.Time.Advance(TimeSpan.FromHours(9));
        await Gather();
        await Storage.ReopenAsync();

        (await Storage.Notifications.RecordAsync(lasting, Delay, Quiet, Token)).Should().BeFalse();
        (await Storage.Notifications.RecordAsync(lasting with { At = Now, Began = Now }, Delay, Quiet, Token)).Should().BeTrue();
        (await Find())!.Count.Should().Be(1);
    }

    [Fact]
    public async Task What_passed_before_it_was_told_is_taken_back()
    {
        await Record(figure: 3);
        await Storage.Notifications.RecordAsync(Notice() with { Code = "another" }, Delay, Quiet, Token);
        await Storage.Notifications.RecordAsync(Notice() with { Subject = "refunds" }, Delay, Quiet, Token);

        (await Withdraw()).Should().BeTrue();
        (await Withdraw()).Should().BeFalse("nothing waits any more");

        NotificationGroup group = (await Find())!;
        (group.Count, group.Figure).Should().Be((0, null));
        Storage.Time.Advance(Delay);
        (await Gather()).Should().Be(1);
        (await Claim()).Single().Message.Groups.Should().ContainSingle(left => left.Subject == "refunds");
        (await Storage.Notifications.WithdrawAsync(Acme.Tenant, NotificationKind.TokenEdge, "unknown", Token)).Should().BeFalse();
    }

    [Fact]
    public async Task What_was_told_already_loses_its_figure_and_keeps_its_quiet()
    {
        await Record(figure: 3);
        Storage.Time.Advance(Delay);
        await Gather();

        (await Withdraw()).Should().BeFalse("people know already");
        (await Find())!.Figure.Should().BeNull();
        await Record(figure: 4);
        Storage.Time.Advance(Quiet - TimeSpan.FromTicks(1));
        (await Gather()).Should().Be(0);
        Storage.Time.Advance(TimeSpan.FromTicks(1));
        (await Gather()).Should().Be(1);
    }

    [Fact]
    public async Task A_shorter_quiet_brings_forward_what_waits()
    {
        await Record();
        Storage.Time.Advance(Delay);
        await Gather();
        await Record();
        (await Storage.Notifications.RecordAsync(Notice(), Delay, TimeSpan.Zero, Token)).Should().BeTrue();
        await Record();

        Storage.Time.Advance(Delay);
        (await Gather()).Should().Be(1);
        (await Claim()).Select(delivery => delivery.Message.Groups.Single()).Select(group => (group.Count, group.TimesTold))
            .Should().BeEquivalentTo([(1L, 0), (3L, 1)]);
    }

    private Task<int> Gather(TimeSpan? interval = null) => Storage.Outbox.GatherAsync(["mail"], interval ?? TimeSpan.Zero, 100, Token);

    private Task<IReadOnlyList<NotificationDelivery>> Claim(string sink = "mail") => Storage.Outbox.ClaimAsync(sink, 100, Life, Token);

    private Notification Notice(string message = "It is so.") =>
        new(Acme.Tenant, NotificationKind.DeadLetters, "orders", "code", message, "Do it.", Now);

    private Task<bool> Record(string message = "It is so.", long? figure = null) =>
        Storage.Notifications.RecordAsync(Notice(message) with { Figure = figure }, Delay, Quiet, Token);

    private Task<NotificationGroup?> Find() => Storage.Notifications.FindAsync(Acme.Tenant, NotificationKind.DeadLetters, "orders", "code", Token);

    private Task<bool> Withdraw() => Storage.Notifications.WithdrawAsync(Acme.Tenant, NotificationKind.DeadLetters, "orders", Token);
}
