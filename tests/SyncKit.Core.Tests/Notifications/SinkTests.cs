using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Faults;
using SyncKit.Notifications;

namespace SyncKit.Core.Tests.Notifications;

/// <summary>One sink's trouble is its own.</summary>
public sealed class SinkTests
{
    private readonly Switchboard board = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failing_sink_is_tried_again_and_repeats_no_other()
    {
        await using Host host = await DueAsync();
        int failures = 3;
        board.Mail.Before = (_, _) => failures-- > 0 ? throw Failing.Throws(FailureKind.Transient, "mail.down") : Task.CompletedTask;

        await Switchboard.SendAsync(host);
        board.Mail.Sent.Should().BeEmpty();
        for (int i = 0; i < 10; i++)
        {
            board.Scene.Time.Advance(TimeSpan.FromMinutes(1));
            await Switchboard.SendAsync(host);
        }

        board.Mail.Sent.Should().ContainSingle();
        board.Chat.Sent.Should().ContainSingle().Which.Id.Should().Be(board.Mail.Sent.Single().Id);
        host.Log.Lines.Count(line => line.Id == 711).Should().Be(3);
    }

    [Fact]
    public async Task A_receiver_that_names_a_wait_gets_it()
    {
        await using Host host = await DueAsync();
        bool full = true;
        board.Chat.Before = (_, _) => full ? throw Failing.Throws(FailureKind.RateLimited, "chat.full", TimeSpan.FromMinutes(30)) : Task.CompletedTask;
        await Switchboard.SendAsync(host);
        full = false;

        board.Scene.Time.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromTicks(1));
        await Switchboard.SendAsync(host);
        board.Chat.Sent.Should().BeEmpty();
        board.Scene.Time.Advance(TimeSpan.FromTicks(1));
        await Switchboard.SendAsync(host);
        board.Chat.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task A_message_is_given_up_after_the_last_attempt_with_a_line_in_log_and_audit()
    {
        await using Host host = await DueAsync(options => options.MaxAttempts = 4);
        board.Mail.Before = (_, _) => throw new InvalidOperationException("password=hunter2");
        for (int i = 0; i < 10; i++)
        {
            await Switchboard.SendAsync(host);
            board.Scene.Time.Advance(TimeSpan.FromHours(1));
        }

        host.Log.Lines.Count(line => line.Id == 711).Should().Be(3);
        host.Log.Lines.Should().ContainSingle(line => line.Id == 712).Which.Text.Should().Contain("InvalidOperationException");
        host.Log.Lines.Should().NotContain(line => line.Text.Contains("hunter2"), "only a sink's own words are logged");
        AuditEntry entry = (await host.Audit.ListAsync(Scene.Acme, 10, Token)).Single(line => line.Action == "notification.dropped");
        entry.Subject.Should().Be($"mail/{board.Chat.Sent.Single().Id}");
        entry.Reason.Should().Be("notification.broken");
    }

    [Fact]
    public async Task What_a_receiver_refuses_for_good_is_given_up_at_once()
    {
        await using Host host = await DueAsync();
        int calls = 0;
        board.Mail.Before = (_, _) =>
        {
            calls++;
            throw Failing.Throws(FailureKind.Permanent, "mail.refused");
        };
        await Switchboard.SendAsync(host);
        board.Scene.Time.Advance(TimeSpan.FromDays(1));
        await Switchboard.SendAsync(host);

        calls.Should().Be(1);
        host.Log.Lines.Should().ContainSingle(line => line.Id == 712).Which.Text.Should().Contain("mail.refused");
    }

    [Fact]
    public async Task A_sink_that_hangs_holds_nobody_up_and_is_broken_off()
    {
        await using Host host = await DueAsync(background: true);
        board.Mail.Before = (_, cancellation) => Task.Delay(Timeout.Infinite, cancellation);
        await host.StartServicesAsync();
        await board.Scene.Time.DriveAsync(UntilAsync(() => !board.Chat.Sent.IsEmpty));
        await board.Scene.Time.DriveAsync(UntilAsync(() => host.Log.Lines.Any(line => line.Id == 711)));
        await board.Scene.Time.DriveAsync(host.StopServicesAsync());

        host.Log.Lines.First(line => line.Id == 711).Text.Should().Contain("notification.timeout");
        board.Chat.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task A_host_that_died_while_sending_is_followed_by_another_with_the_same_message()
    {
        await using Host host = await DueAsync();
        INotificationOutbox outbox = host.Services.GetRequiredService<INotificationOutbox>();
        await outbox.GatherAsync(["mail"], TimeSpan.Zero, 1, Token);
        NotificationDelivery lost = (await outbox.ClaimAsync("mail", 1, NotificationSender.ClaimLife, Token)).Single();

        (await Switchboard.SendAsync(host)).Should().Be(0);
        board.Scene.Time.Advance(NotificationSender.ClaimLife);
        (await Switchboard.SendAsync(host)).Should().Be(1);

        board.Mail.Sent.Single().Id.Should().Be(lost.Message.Id);
    }

    [Fact]
    public async Task A_sink_gets_what_it_takes_and_nothing_else()
    {
        TenantId other = new("other");
        board.Mail.Route = (tenant, _) => tenant == other;
        board.Chat.Route = (_, kind) => kind == NotificationKind.DeadLetters;
        await using Host host = board.Start();
        await Switchboard.TellAsync(host, board.Notice(NotificationKind.DeadLetters, "orders"));
        await Switchboard.TellAsync(host, board.Notice(NotificationKind.LanePaused, "lane"));
        await Switchboard.TellAsync(host, board.Notice(NotificationKind.LanePaused, "lane", other));
        board.Scene.Time.Advance(TimeSpan.FromMinutes(1));
        await Switchboard.SendAsync(host);

        board.Mail.Sent.Should().ContainSingle().Which.Tenant.Should().Be(other);
        board.Chat.Sent.Should().ContainSingle().Which.Groups.Should().ContainSingle(group => group.Kind == NotificationKind.DeadLetters);
        board.Scene.Time.Advance(TimeSpan.FromDays(1));
        (await Switchboard.SendAsync(host)).Should().Be(0, "what nobody takes is done with");
    }

    [Fact]
    public async Task The_log_can_be_left_out()
    {
        await using Host host = await DueAsync(options => options.WriteToLog = false);
        await Switchboard.SendAsync(host);

        board.Mail.Sent.Should().ContainSingle();
        host.Log.Lines.Should().NotContain(line => line.Id == 731);
    }

    [Fact]
    public async Task Two_sinks_of_one_name_are_refused()
    {
        await using Host host = board.Start(more: new RecordingSink("chat"));

        FluentActions.Invoking(() => Switchboard.Sender(host)).Should().Throw<InvalidOperationException>().WithMessage("*'chat'*");
    }

    [Fact]
    public async Task Options_that_do_not_fit_are_named()
    {
        await using Host host = board.Start(options =>
        {
            options.MaxAttempts = 0;
            options.QuietPeriods[NotificationKind.LanePaused] = TimeSpan.FromDays(70);
        });

        FluentActions.Invoking(() => Switchboard.Notifier(host)).Should().Throw<OptionsValidationException>()
            .WithMessage("*NotificationOptions.QuietPeriods?LanePaused? is 70.00:00:00*NotificationOptions.MaxAttempts is 0*");
    }

    private async Task<Host> DueAsync(Action<NotificationOptions>? configure = null, bool background = false)
    {
        Host host = board.Start(configure, background);
        await Switchboard.TellAsync(host, board.Notice(NotificationKind.NeedsReconnect, "acme/quickbooks/books"));
        board.Scene.Time.Advance(TimeSpan.FromSeconds(30));
        return host;
    }

    private static async Task UntilAsync(Func<bool> done)
    {
        while (!done())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
