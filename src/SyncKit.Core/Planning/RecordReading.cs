using System.Runtime.CompilerServices;
using SyncKit.Connections;
using SyncKit.Discovery;

namespace SyncKit.Planning;

/// <summary>Reads a source as a sync does, and fetches at once what it would fetch later. Moves no cursor.</summary>
internal static class RecordReading
{
    private const int FetchSize = 100;

    /// <summary>Yields records with their content, a part at a time. One that the source did not answer for stays without content.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<SourceRecord>> ReadAsync(
        ISource source,
        Connection connection,
        SyncOptions options,
        string? cursor,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (options.Mode == SyncMode.Single)
        {
            foreach (string[] ids in options.Ids.Distinct(StringComparer.Ordinal).Chunk(FetchSize))
            {
                IReadOnlyList<SourceRecord> found = await source.FetchAsync(connection, ids, cancellationToken).ConfigureAwait(false);
                yield return [.. found.Where(options.Filter.Lets).Select(AtRest)];
            }

            yield break;
        }

        SourceRequest request = new()
        {
            Connection = connection,
            Cursor = cursor,
            Window = options.Mode == SyncMode.Window ? options.Window : null,
            Filter = options.Filter,
        };
        RecentRecords recent = new();
        await foreach (SourcePage page in source.ReadAsync(request, cancellationToken).ConfigureAwait(false))
        {
            List<SourceRecord> passed = [.. page.Records.Where(record => options.Filter.Lets(record) && recent.IsNews(record))];
            if (passed.Count > 0)
            {
                yield return await CompleteAsync(source, connection, passed, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<IReadOnlyList<SourceRecord>> CompleteAsync(
        ISource source,
        Connection connection,
        List<SourceRecord> records,
        CancellationToken cancellationToken)
    {
        string[] thin = [.. records.Where(IsThin).Select(record => record.Id).Distinct(StringComparer.Ordinal)];
        Dictionary<string, SourceRecord> fetched = new(StringComparer.Ordinal);
        foreach (string[] ids in thin.Chunk(FetchSize))
        {
            foreach (SourceRecord record in await source.FetchAsync(connection, ids, cancellationToken).ConfigureAwait(false))
            {
                fetched[record.Id] = record;
            }
        }

        return [.. records.Select(record => AtRest(IsThin(record) ? fetched.GetValueOrDefault(record.Id, record) : record))];
    }

    private static bool IsThin(SourceRecord record) => !record.IsDeleted && (record.Raw.IsEmpty || record.UnsettledUntil is not null);

    /// <summary>A plan shows what the source says now, even where a sync would wait for it to finish.</summary>
    private static SourceRecord AtRest(SourceRecord record) => record with { UnsettledUntil = null };
}
