using System.Text.Json;
using CsCheck;
using SyncKit.Notifications.Slack;

namespace SyncKit.Notifications.Tests.Slack;

public sealed class SlackPayloadTests
{
    [Fact]
    public void A_message_is_text_and_blocks()
    {
        using JsonDocument json = JsonDocument.Parse(SlackPayload.Write(SendingHost.Message()));
        const string Expected =
            "*acme: 1 connection needs attention*\n• *acme/quickbooks/books*: QuickBooks refused the key. Connect it again. (2026-03-01 11:59 UTC; quickbooks.reconnect)";

        json.RootElement.GetProperty("text").GetString().Should().Be(Expected);
        json.RootElement.GetProperty("blocks").EnumerateArray().Single().GetProperty("text").GetProperty("text").GetString().Should().Be(Expected);
    }

    [Fact]
    public void Nobody_is_mentioned_and_nothing_linked_that_a_shop_wrote()
    {
        using JsonDocument json = JsonDocument.Parse(SlackPayload.Write(SendingHost.Message(
            groups: SendingHost.Group(message: "<!channel> see <https://evil.example|Intuit> & pay\n*now*"))));

        json.RootElement.GetProperty("text").GetString().Should()
            .Contain("&lt;!channel&gt; see &lt;https://evil.example|Intuit&gt; &amp; pay *now*").And.NotContain("<");
    }

    [Fact]
    public void Every_message_keeps_within_the_limits_and_says_what_it_left_out()
    {
        Gen<string> words = Gen.OneOf(Gen.String, Gen.Char['!', '~'].Array[0, 1000].Select(chars => new string(chars)), Gen.Const(new string('&', 1000)));
        Gen.Select(Gen.Select(words, words).Array[1, 60], groups => groups).Sample(
            groups =>
            {
                NotificationMessage message = SendingHost.Message(groups: [.. groups.Select(group => SendingHost.Group(Cut(group.Item1), group.Item2))]);
                using JsonDocument json = JsonDocument.Parse(SlackPayload.Write(message));

                string text = json.RootElement.GetProperty("text").GetString()!;
                string[] sections = [.. json.RootElement.GetProperty("blocks").EnumerateArray().Select(block => block.GetProperty("text").GetProperty("text").GetString()!)];
                text.Length.Should().BeLessThan(2000);
                sections.Should().HaveCountLessThanOrEqualTo(50).And.OnlyContain(section => section.Length > 0 && section.Length <= 3000);
                sections.Sum(section => section.Length).Should().BeLessThan(13_000);
                foreach (string whole in new[] { text, string.Join('\n', sections) })
                {
                    int listed = whole.Split("\n• *").Length - 1;
                    (listed == groups.Length || whole.Contains($"• and {groups.Length - listed} more", StringComparison.Ordinal)).Should().BeTrue();
                }
            },
            iter: 500);
    }

    private static string Cut(string text) => text.Replace("\n• *", "", StringComparison.Ordinal) is { Length: > 300 } long300 ? long300[..300] : text;
}
