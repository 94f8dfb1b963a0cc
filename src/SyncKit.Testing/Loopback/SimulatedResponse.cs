using System.Text;

namespace SyncKit.Testing.Loopback;

internal sealed record SimulatedResponse(int Status, ReadOnlyMemory<byte> Body, string ContentType)
{
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the caller waits for before the answer goes out.</summary>
    public Func<CancellationToken, Task>? BeforeSending { get; init; }

    public static SimulatedResponse Json(int status, string json) => new(status, Encoding.UTF8.GetBytes(json), "application/json; charset=UTF-8");

    public static SimulatedResponse Html(int status, string html) => new(status, Encoding.UTF8.GetBytes(html), "text/html; charset=UTF-8");

    public SimulatedResponse With(string header, string value)
    {
        Headers[header] = value;
        return this;
    }
}
