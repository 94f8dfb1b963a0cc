using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>A mail server that lets nobody in and repeats what was said.</summary>
internal sealed class MailDrop : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;
    private int refused;

    public MailDrop()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Refused => Volatile.Read(ref refused);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(stop.Token);
                await TalkAsync(client.GetStream());
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException)
            {
                // The next one, until this ends.
            }
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using StreamReader reader = new(stream, Encoding.ASCII);
        await SayAsync(stream, "220 mail.test ESMTP");
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            if (line.StartsWith("EHLO", StringComparison.Ordinal))
            {
                await SayAsync(stream, "250-mail.test\r\n250 AUTH PLAIN");
            }
            else if (line.StartsWith("AUTH", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref refused);
                string said = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[^1])).Replace('\0', ' ');
                await SayAsync(stream, $"535 5.7.8 Refused: {line} is{said}");
            }
            else
            {
                await SayAsync(stream, $"500 What is {line}?");
            }
        }
    }

    private async Task SayAsync(NetworkStream stream, string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), stop.Token);
}
