using System.Collections.Concurrent;
using System.Text;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>Keeps all that was seen of a program.</summary>
internal sealed class Witness
{
    private readonly ConcurrentQueue<Evidence> seen = [];

    public IReadOnlyList<Evidence> All => [.. seen];

    public void See(string sink, string place, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            seen.Enqueue(new Evidence(sink, place, Encoding.UTF8.GetBytes(text)));
        }
    }
}
