using CsCheck;
using SyncKit.Connections;
using SyncKit.Notifications;

namespace SyncKit.Core.Tests.Notifications;

public sealed class NotificationTextTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_message_says_what_is_wrong_what_to_do_when_and_how_often()
    {
        NotificationMessage message = Message(
            Group(NotificationKind.NeedsReconnect, "acme/quickbooks/books", "quickbooks.reconnect", "QuickBooks refused the key.", "Connect it again."),
            Group(NotificationKind.DeadLetters, "orders", "flow.dead-letters", "3 records wait.", "Look at them.") with
            {
                Count = 2, FirstAt = At.AddHours(-1), TimesTold = 1,
            });

        message.Title.Should().Be("acme: 1 connection needs attention; 1 flow has records that need a decision");
        message.Text.Should().Be(
            """
            Tenant acme

            1 connection needs attention
            - acme/quickbooks/books: QuickBooks refused the key. Connect it again.
              (2026-03-01 12:00 UTC; quickbooks.reconnect)

            1 flow has records that need a decision
            - orders: 3 records wait. Look at them.
              (again, 2 times from 2026-03-01 11:00 UTC to 2026-03-01 12:00 UTC; flow.dead-letters)

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_kind_has_a_heading_of_its_own()
    {
        NotificationKind[] kinds = Enum.GetValues<NotificationKind>();

        kinds.Select(kind => NotificationText.Heading(kind, 1)).Should().OnlyHaveUniqueItems().And.OnlyContain(text => text.StartsWith("1 ") && text != "1 notice");
        kinds.Select(kind => NotificationText.Heading(kind, 2000)).Should().OnlyHaveUniqueItems().And.OnlyContain(text => text.StartsWith("2,000 "));
    }

    [Fact]
    public void Whatever_a_vendor_wrote_stays_on_its_line_and_in_its_measure()
    {
        Gen.Select(Gen.String, Gen.String, Gen.String, Gen.Int[1, 60]).Sample(
            (subject, code, words, groups) =>
            {
                NotificationMessage message = Message(
                    [.. Enumerable.Range(0, groups).Select(_ => Group(NotificationKind.RunDiffers, subject, code, words, words))]);

                message.Title.Should().NotContainAny("\n", "\r");
                string[] lines = message.Text.Split('\n');
                lines.Should().HaveCount(3 + (2 * Math.Min(groups, NotificationText.MostListed)) + (groups > NotificationText.MostListed ? 1 : 0) + 1);
                lines.Should().NotContain(line => line.Any(char.IsControl));
            },
            iter: 300);
    }

    private static NotificationMessage Message(params NotificationGroup[] groups) =>
        new() { Id = "id", Tenant = new TenantId("acme"), At = At, Groups = groups };

    private static NotificationGroup Group(NotificationKind kind, string subject, string code, string message, string remedy) => new()
    {
        Kind = kind, Subject = subject, Code = code, Message = message, Remedy = remedy, Count = 1, FirstAt = At, LastAt = At,
    };
}
