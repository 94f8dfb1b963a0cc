using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SyncKit.Http.Tests;

/// <summary>A vendor that breaks HTTP: reads a request, writes some bytes and hangs up, or says nothing at all.</summary>
internal sealed class RawVendor : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private int _calls;

    public RawVendor(params byte[]?[] answers)
    {
        _listener.Start();
        _serving = ServeAsync(answers);
    }

    public string Uri => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/thing";

    public int Calls => Volatile.Read(ref _calls);

    public static byte[] Text(string text) => Encoding.ASCII.GetBytes(text.ReplaceLineEndings("\r\n"));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync(byte[]?[] answers)
    {
        var open = new List<TcpClient>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                open.Add(client);
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 })
                {
                }

                var answer = answers[Math.Min(_calls, answers.Length - 1)];
                Interlocked.Increment(ref _calls);
                if (answer is not null)
                {
                    await stream.WriteAsync(answer, _stop.Token);
                    client.Dispose();
                }
            }
        }
        catch (Exception exception) when (_stop.IsCancellationRequested && (exception is OperationCanceledException or IOException or SocketException))
        {
            open.ForEach(static c => c.Dispose());
        }
    }
}
