using System.Collections.Concurrent;
using SyncKit.SiloHost.Proof;

namespace SyncKit.Orleans.Tests.Hosting;

/// <summary>Books in the memory of the test, which all silos of its process write.</summary>
internal sealed class MemoryBooks : IProofBooks
{
    private readonly ConcurrentDictionary<(string Lane, string Request, string Record), bool> documents = new();
    private readonly ConcurrentDictionary<string, int> underWay = new();

    /// <summary>What a call waits for before it is carried out.</summary>
    public Func<string, Task> BeforeWrite { get; set; } = static _ => Task.CompletedTask;

    /// <summary>The lanes of which more calls were under way at once than is allowed.</summary>
    public ConcurrentBag<string> Crowded { get; } = [];

    public int MostCalls { get; init; } = 2;

    public IReadOnlyList<string> Of(string lane) => [.. documents.Keys.Where(document => document.Lane == lane).Select(document => document.Record)];

    public async Task WriteAsync(string lane, string request, IReadOnlyList<string> records, long used)
    {
        if (underWay.AddOrUpdate(lane, 1, static (_, before) => before + 1) > MostCalls)
        {
            Crowded.Add(lane);
        }

        await BeforeWrite(lane);
        foreach (string record in records)
        {
            documents[(lane, request, record)] = true;
        }

        underWay.AddOrUpdate(lane, 0, static (_, before) => before - 1);
    }

    public Task<IReadOnlyList<string>> FindAsync(string lane, string request) => Task.FromResult<IReadOnlyList<string>>(
        [.. documents.Keys.Where(document => document.Lane == lane && document.Request == request).Select(document => document.Record)]);
}
