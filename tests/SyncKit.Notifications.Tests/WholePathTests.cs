using SyncKit.Connections;
using SyncKit.Notifications.Tests.Mail;

namespace SyncKit.Notifications.Tests;

/// <summary>From what happened to what arrived, with a mail server that is down for a while.</summary>
public sealed class WholePathTests
{
    [Fact]
    public async Task A_mail_server_that_is_down_makes_no_chat_repeat_itself()
    {
        await using Receiver chat = await Receiver.StartAsync();
        await using MailServer mail = new();
        bool isDown = true;
        mail.Refuse = command => isDown && command == "CONNECT" ? "421 4.3.2 down" : null;
        await using SendingHost host = new(builder => builder
            .AddSlackNotifications(options => options.Url = new Uri(chat.Url, "/services/abcDEF789"))
            .AddMailNotifications(options =>
            {
                options.Host = "localhost";
                options.Port = mail.Port;
                options.Security = MailSecurity.None;
                options.From = "sync@example.com";
                options.To.Add("jane@example.com");
            }));
        CancellationToken token = TestContext.Current.CancellationToken;
        for (int i = 0; i < 100; i++)
        {
            await host.Notifier.NotifyAsync(
                new Notification(
                    new TenantId("acme"), NotificationKind.NeedsReconnect, $"acme/quickbooks/{i}", "quickbooks.reconnect", "It is refused.", "Connect it.", host.Time.GetUtcNow()),
                token);
        }

        host.Time.Advance(TimeSpan.FromSeconds(30));
        (await host.Sender.SendDueAsync(token)).Should().Be(2, "the chat and the log have it");
        host.Time.Advance(TimeSpan.FromMinutes(1));
        (await host.Sender.SendDueAsync(token)).Should().Be(0);
        isDown = false;
        host.Time.Advance(TimeSpan.FromMinutes(1));
        (await host.Sender.SendDueAsync(token)).Should().Be(1);
        host.Time.Advance(TimeSpan.FromDays(1));
        (await host.Sender.SendDueAsync(token)).Should().Be(0);

        chat.Received.Should().ContainSingle();
        mail.Mails.Should().ContainSingle().Which.Should().Contain("Subject: acme: 100 connections need attention");
        SendingHost.Secretless(host.Log.Lines, "abcDEF789", "jane@example.com");
    }
}
