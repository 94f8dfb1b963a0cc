using Microsoft.Extensions.Options;

namespace SyncKit.Notifications.Tests;

/// <summary>What is missing is said at start, by the setting's name and without the secret.</summary>
public sealed class OptionsTests
{
    private const string Weak = "sh0rt-s3cret";

    [Fact]
    public async Task A_signed_webhook_names_what_it_lacks()
    {
        (await ProblemsAsync(builder => builder.AddHttpNotifications(
            options =>
            {
                options.Url = new Uri("http://hooks.example.com/p4th");
                options.Secret = Weak;
                options.PreviousSecret = Weak;
            },
            "ops"))).Should().ContainAll(
                "HttpNotificationOptions.Url of 'ops'", "HttpNotificationOptions.Secret of 'ops'", "HttpNotificationOptions.PreviousSecret of 'ops'", "openssl")
            .And.NotContainAny(Weak, "p4th");
    }

    [Fact]
    public async Task A_chat_names_what_it_lacks()
    {
        (await ProblemsAsync(builder => builder.AddSlackNotifications(_ => { }))).Should().Contain("SlackNotificationOptions.Url of 'slack'");
        (await ProblemsAsync(builder => builder.AddSlackNotifications(options =>
        {
            options.Url = new Uri("https://hooks.example.com/p4th");
            options.Route = (_, _) => ValueTask.FromResult<Uri?>(null);
        }))).Should().Contain("has Url and Route").And.NotContain("p4th");
    }

    [Fact]
    public async Task Mail_names_what_it_lacks()
    {
        (await ProblemsAsync(builder => builder.AddMailNotifications(options =>
        {
            options.Port = 0;
            options.Security = (MailSecurity)9;
            options.UserName = "jane";
            options.From = "nobody";
        }))).Should().ContainAll("Host of 'mail'", "Port of 'mail'", "Security of 'mail'", "From of 'mail'", "UserName and Password", "To of 'mail'");
    }

    [Theory]
    [InlineData("mail.example.com", false)]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", true)]
    public async Task A_password_is_not_sent_in_the_clear_to_another_machine(string server, bool allowed)
    {
        string? problems = await ProblemsAsync(builder => builder.AddMailNotifications(options =>
        {
            options.Host = server;
            options.Security = MailSecurity.None;
            options.UserName = "jane";
            options.Password = Weak;
            options.From = "sync@example.com";
            options.To.Add("jane@example.com");
        }));

        (problems is null).Should().Be(allowed);
        (problems ?? string.Empty).Should().NotContain(Weak);
    }

    [Theory]
    [InlineData("jane@example.com\r\nBcc: all@example.com")]
    [InlineData("jane@example.com, all@example.com")]
    [InlineData("jane")]
    [InlineData("@example.com")]
    [InlineData("jane@")]
    [InlineData("")]
    public async Task What_is_not_one_mail_address_is_refused(string address)
    {
        (await ProblemsAsync(builder => builder.AddMailNotifications(options =>
        {
            options.Host = "mail.example.com";
            options.From = "SyncKit <sync@example.com>";
            options.To.Add(address);
        }))).Should().Contain("To of 'mail'");
    }

    private static async Task<string?> ProblemsAsync(Action<SyncKitBuilder> add)
    {
        await using SendingHost host = new(add);
        try
        {
            await host.StartAsync();
            return null;
        }
        catch (OptionsValidationException invalid)
        {
            return invalid.Message;
        }
        catch (AggregateException several)
        {
            return several.ToString();
        }
    }
}
