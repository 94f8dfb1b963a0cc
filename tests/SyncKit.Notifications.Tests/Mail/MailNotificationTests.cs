using System.Net;
using System.Net.Sockets;
using MimeKit;
using SyncKit.Faults;

namespace SyncKit.Notifications.Tests.Mail;

/// <summary>Mail on the wire.</summary>
public sealed class MailNotificationTests : IAsyncLifetime
{
    private const string Password = "hunter2-p4ss";

    private readonly MailServer server = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_message_arrives_as_text_and_html_after_a_login_over_tls()
    {
        await using SendingHost host = Secured();
        await host.SendAsync();

        server.Logins.Should().Equal($"jane/{Password}");
        server.Commands.Where(command => command.Text.StartsWith("AUTH") || command.Text.StartsWith("MAIL")).Should().NotBeEmpty().And.OnlyContain(command => command.IsTls);
        MimeMessage mail = Read(server.Mails.Should().ContainSingle().Subject);
        mail.Subject.Should().Be("acme: 1 connection needs attention");
        mail.From.ToString().Should().Be("\"SyncKit\" <sync@example.com>");
        mail.To.ToString().Should().Be("jane@example.com, joe@example.com");
        mail.Date.Should().Be(SendingHost.Message().At);
        mail.Headers["Auto-Submitted"].Should().Be("auto-generated");
        mail.TextBody!.ReplaceLineEndings("\n").Should().Be(SendingHost.Message().Text);
        mail.HtmlBody.Should().Contain("<li><b>acme/quickbooks/books</b>: QuickBooks refused the key. Connect it again.<br>");
        SendingHost.Secretless(host.Log.Lines, Password);
    }

    [Fact]
    public async Task Another_attempt_is_the_same_mail_with_the_same_id()
    {
        await using SendingHost host = Plain();
        await host.SendAsync();
        host.Time.Advance(TimeSpan.FromHours(1));
        await host.SendAsync();

        MimeMessage[] mails = [.. server.Mails.Select(Read)];
        mails.Should().HaveCount(2);
        mails[0].MessageId.Should().StartWith(SendingHost.Message().Id).And.EndWith("@example.com");
        mails[1].MessageId.Should().Be(mails[0].MessageId);
        mails[1].Date.Should().Be(mails[0].Date);
    }

    [Fact]
    public async Task What_a_vendor_wrote_can_neither_add_a_header_nor_markup()
    {
        await using SendingHost host = Plain();
        await host.SendAsync(SendingHost.Message(
            groups: SendingHost.Group("acme\r\nBcc: all@example.com", "<script>alert(1)</script> & more\r\n.\r\nQUIT\r\nBcc: all@example.com")));

        MimeMessage mail = Read(server.Mails.Should().ContainSingle().Subject);
        mail.Headers.Select(header => header.Field).Should().NotContain("Bcc");
        mail.Bcc.Count.Should().Be(0);
        mail.HtmlBody.Should().Contain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more").And.NotContain("<script>");
        server.Commands.Count(command => command.Text.StartsWith("RCPT")).Should().Be(2);
    }

    [Fact]
    public async Task A_server_without_tls_gets_neither_login_nor_mail()
    {
        server.Auth = "PLAIN LOGIN";
        await using SendingHost host = Host(MailSecurity.StartTls, login: true);

        Failure failure = await host.FailAsync(Password);

        failure.Code.Should().Be("notification.mail-unsupported");
        server.Commands.Select(command => command.Text.Split(' ')[0]).Should().NotContain(["AUTH", "MAIL", "RCPT", "DATA"]);
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_gets_neither_login_nor_mail()
    {
        server.Certificate = MailServer.SelfSigned();
        server.Auth = "PLAIN";
        await using SendingHost host = Host(MailSecurity.StartTls, login: true);

        (await host.FailAsync(Password)).Code.Should().Be("notification.mail-tls");
        server.Commands.Select(command => command.Text.Split(' ')[0]).Should().NotContain(["AUTH", "MAIL"]);
    }

    [Fact]
    public async Task A_server_that_knows_only_login_is_served()
    {
        await using SendingHost host = Secured("LOGIN");
        await host.SendAsync();

        server.Logins.Should().Equal($"jane/{Password}");
        server.Mails.Should().ContainSingle();
    }

    [Fact]
    public async Task A_refused_login_names_the_settings_and_not_the_password()
    {
        await using SendingHost host = Secured();
        server.Refuse = command => command == "LOGIN" ? $"535 5.7.8 bad login jane {Password}" : null;

        Failure failure = await host.FailAsync(Password, "jane");

        (failure.Kind, failure.Code).Should().Be((FailureKind.NeedsAttention, "notification.mail-login"));
        failure.Remedy.Should().Contain("UserName and Password");
    }

    [Theory]
    [InlineData("MAIL", "451 4.3.0 try later", FailureKind.Transient)]
    [InlineData("MAIL", "554 5.7.1 spam", FailureKind.Permanent)]
    [InlineData("DATA", "421 4.3.2 closing", FailureKind.Transient)]
    [InlineData("MAIL FROM", "550 5.7.1 not yours, sync@example.com", FailureKind.NeedsAttention)]
    [InlineData("RCPT", "450 4.2.0 greylisted", FailureKind.Transient)]
    [InlineData("RCPT", "550 5.1.1 no such user jane@example.com", FailureKind.Permanent)]
    [InlineData("CONNECT", "421 4.3.2 too busy", FailureKind.Transient)]
    public async Task What_the_server_refuses_is_tried_again_or_not_by_what_it_said(string at, string answer, FailureKind kind)
    {
        server.Refuse = command => command == at || (at is not "MAIL" && command.StartsWith(at)) ? answer : null;
        await using SendingHost host = Plain();

        (await host.FailAsync("jane@example.com", "sync@example.com")).Kind.Should().Be(kind);
        server.Mails.Should().BeEmpty();
    }

    [Fact]
    public async Task One_refused_recipient_does_not_keep_the_mail_from_the_other()
    {
        server.Refuse = command => command.StartsWith("RCPT") && command.Contains("jane") ? "550 5.1.1 no such user" : null;
        await using SendingHost host = Plain();
        await host.SendAsync();

        server.Mails.Should().ContainSingle();
        host.Log.Lines.Should().ContainSingle(line => line.StartsWith("2101 ") && line.Contains("1 of 2 recipients"));
        SendingHost.Secretless(host.Log.Lines, "jane@example.com");
    }

    [Fact]
    public async Task A_server_that_breaks_off_after_it_took_the_mail_has_it()
    {
        server.Refuse = command => command == "QUIT" ? "500 what?" : null;
        await using SendingHost host = Plain();
        await host.SendAsync();

        server.Mails.Should().ContainSingle();
    }

    [Fact]
    public async Task Nobody_at_the_port_is_a_failure_that_passes()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        await using SendingHost host = Host(MailSecurity.None, login: false, options => options.Port = port);

        (await host.FailAsync()).Kind.Should().Be(FailureKind.Transient);
    }

    [Fact]
    public async Task Tenants_have_recipients_of_their_own()
    {
        await using SendingHost host = Host(MailSecurity.None, login: false, options =>
        {
            options.To.Clear();
            options.Route = (tenant, _) => ValueTask.FromResult<IReadOnlyList<string>>(tenant.Value switch
            {
                "acme" => ["owner@acme.example"],
                "evil" => ["owner@evil.example\r\nBcc: all@example.com"],
                _ => [],
            });
        });
        await host.SendAsync();
        await host.SendAsync(SendingHost.Message("silent"));
        (await FluentActions.Awaiting(() => host.SendAsync(SendingHost.Message("evil"))).Should().ThrowAsync<ConnectorException>())
            .Which.Failure.Message.Should().Contain("evil").And.NotContain("all@example.com");

        server.Commands.Where(command => command.Text.StartsWith("RCPT")).Select(command => command.Text).Should().Equal("RCPT TO:<owner@acme.example>");
    }

    private SendingHost Plain() => Host(MailSecurity.None, login: false);

    private SendingHost Secured(string auth = "PLAIN LOGIN")
    {
        server.Certificate = MailServer.SelfSigned();
        server.Auth = auth;
        return Host(MailSecurity.StartTls, login: true, options => options.CertificateCheck =
            (_, certificate, _, _) => certificate?.GetCertHashString() == server.Certificate.GetCertHashString());
    }

    private SendingHost Host(MailSecurity security, bool login, Action<MailNotificationOptions>? configure = null) => new(builder =>
        builder.AddMailNotifications(options =>
        {
            options.Host = "localhost";
            options.Port = server.Port;
            options.Security = security;
            options.UserName = login ? "jane" : null;
            options.Password = login ? Password : null;
            options.From = "SyncKit <sync@example.com>";
            options.To.Add("jane@example.com");
            options.To.Add("joe@example.com");
            configure?.Invoke(options);
        }));

    private static MimeMessage Read(string mail) => MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail)), TestContext.Current.CancellationToken);
}
