using System.Globalization;
using System.Runtime.CompilerServices;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Discovery;

namespace SyncKit.Supabase.Tests.Project;

/// <summary>What a shop of the tests has of one kind of record; every change is a later one.</summary>
internal sealed class Shelf<TRecord>(Func<ReadOnlyMemory<byte>, TRecord> parse) : ISource<TRecord>
    where TRecord : class, IRecord
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, SourceRecord> records = new(StringComparer.Ordinal);
    private int changes;

    public void Put(string id, ReadOnlyMemory<byte> payload) => Set(id, payload, isDeleted: false);

    public void Remove(string id) => Set(id, default, isDeleted: true);

    public async IAsyncEnumerable<SourcePage> ReadAsync(SourceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        DateTimeOffset reached = request.Cursor is null ? DateTimeOffset.MinValue : DateTimeOffset.Parse(request.Cursor, CultureInfo.InvariantCulture);
        foreach (SourceRecord[] page in records.Values.Where(record => record.ModifiedAt > reached).OrderBy(record => record.ModifiedAt).Chunk(100))
        {
            yield return new SourcePage(page, page[^1].ModifiedAt.ToString("O", CultureInfo.InvariantCulture));
        }
    }

    public Task<IReadOnlyList<SourceRecord>> FetchAsync(Connection connection, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SourceRecord>>([.. ids.Select(id => records[id])]);

    public async IAsyncEnumerable<IReadOnlyList<string>> ListIdsAsync(Connection connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        yield return [.. records.Values.Where(record => !record.IsDeleted).Select(record => record.Id)];
    }

    public TRecord Parse(ReadOnlyMemory<byte> raw) => parse(raw);

    private void Set(string id, ReadOnlyMemory<byte> payload, bool isDeleted) =>
        records[id] = new SourceRecord { Id = id, ModifiedAt = Epoch.AddSeconds(++changes), Raw = payload, IsDeleted = isDeleted };
}
