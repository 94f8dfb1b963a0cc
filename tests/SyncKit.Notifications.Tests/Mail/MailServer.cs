using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SyncKit.Notifications.Tests.Mail;

/// <summary>As much of an SMTP server as a client meets: EHLO, STARTTLS, AUTH PLAIN and LOGIN, MAIL, RCPT, DATA, QUIT.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;

    public MailServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public X509Certificate2? Certificate { get; set; }

    public string? Auth { get; set; }

    /// <summary>What the server answers to a command instead of yes, for example <c>550 No such user</c>.</summary>
    public Func<string, string?> Refuse { get; set; } = _ => null;

    /// <summary>Commands, each with whether it came over TLS.</summary>
    public ConcurrentQueue<(string Text, bool IsTls)> Commands { get; } = new();

    public ConcurrentQueue<string> Logins { get; } = new();

    public ConcurrentQueue<string> Mails { get; } = new();

    public static X509Certificate2 SelfSigned()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        Certificate?.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(stop.Token);
                await ServeAsync(client.GetStream());
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or InvalidOperationException or SocketException)
        {
        }
    }

    private async Task ServeAsync(Stream stream)
    {
        try
        {
            await TalkAsync(stream);
        }
        catch (Exception gone) when (gone is IOException or System.Security.Authentication.AuthenticationException)
        {
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        bool tls = false;
        await SayAsync(stream, Refuse("CONNECT") ?? "220 mail.test ESMTP");
        while (await ReadAsync(stream) is { } line)
        {
            Commands.Enqueue((line, tls));
            string verb = line.Split(' ')[0].ToUpperInvariant();
            if (Refuse(line) is { } refusal)
            {
                await SayAsync(stream, refusal);
            }
            else if (verb == "EHLO")
            {
                string offers = $"{(Certificate is not null && !tls ? "250-STARTTLS\r\n" : "")}{(Auth is null ? "" : $"250-AUTH {Auth}\r\n")}";
                await SayAsync(stream, $"250-mail.test\r\n{offers}250 8BITMIME");
            }
            else if (verb == "STARTTLS" && Certificate is not null)
            {
                await SayAsync(stream, "220 go on");
                SslStream secured = new(stream);
                await secured.AuthenticateAsServerAsync(Certificate);
                (stream, tls) = (secured, true);
            }
            else if (verb == "AUTH")
            {
                await AuthenticateAsync(stream, line);
            }
            else if (verb == "DATA")
            {
                await TakeAsync(stream);
            }
            else if (verb == "QUIT")
            {
                await SayAsync(stream, "221 bye");
                return;
            }
            else
            {
                await SayAsync(stream, "250 yes");
            }
        }
    }

    private async Task AuthenticateAsync(Stream stream, string line)
    {
        string[] parts = line.Split(' ');
        if (parts[1] == "LOGIN")
        {
            await SayAsync(stream, "334 VXNlcm5hbWU6");
            string user = Decode((await ReadAsync(stream))!);
            await SayAsync(stream, "334 UGFzc3dvcmQ6");
            Logins.Enqueue($"{user}/{Decode((await ReadAsync(stream))!)}");
        }
        else
        {
            string[] plain = Decode(parts[2]).Split('\0');
            Logins.Enqueue($"{plain[1]}/{plain[2]}");
        }

        await SayAsync(stream, Refuse("LOGIN") ?? "235 welcome");
    }

    private async Task TakeAsync(Stream stream)
    {
        await SayAsync(stream, "354 go on");
        StringBuilder mail = new();
        while (await ReadAsync(stream) is { } line && line != ".")
        {
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        string answer = Refuse("MAIL") ?? "250 taken";
        if (answer.StartsWith('2'))
        {
            Mails.Enqueue(mail.ToString());
        }

        await SayAsync(stream, answer);
    }

    private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

    private async Task SayAsync(Stream stream, string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes($"{text}\r\n"), stop.Token);

    private async Task<string?> ReadAsync(Stream stream)
    {
        List<byte> line = [];
        byte[] one = new byte[1];
        while (await stream.ReadAsync(one, stop.Token) == 1)
        {
            if (one[0] == '\n')
            {
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one[0]);
        }

        return null;
    }
}
