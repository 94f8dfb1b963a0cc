using System.Runtime.CompilerServices;
using SyncKit.Discovery;
using SyncKit.WooCommerce.Api;

namespace SyncKit.WooCommerce.Changes;

/// <summary>Reads the lists of a stream one after the other, and says after each page how far all of them were read.</summary>
/// <param name="lists">The lists in the order of reading.</param>
/// <param name="file">Turns what came into records.</param>
internal sealed class SweepRun<THead>(
    IReadOnlyList<SweptList<THead>> lists,
    Func<IReadOnlyList<THead>, StoreClock, CancellationToken, Task<IReadOnlyList<SourceRecord>>> file)
    where THead : class, IRecordHead<THead>
{
    /// <summary>Reads to the end.</summary>
    /// <param name="cursor">The cursor that the run began with.</param>
    /// <param name="moves">Whether the run moves it. What a filter or a window leaves out was not read, so such a run has no place to go on from.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async IAsyncEnumerable<SourcePage> ReadAsync(string? cursor, bool moves, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? said = cursor;
        await foreach (SweepPage<THead> page in SweepAsync(cancellationToken).ConfigureAwait(false))
        {
            IReadOnlyList<SourceRecord> records = await file(page.Heads, page.Clock, cancellationToken).ConfigureAwait(false);
            if (records.Count > 0)
            {
                said = moves ? Position() : null;
                yield return new SourcePage(records, said);
            }
        }

        if (moves && Position() is { } end && end != said)
        {
            yield return new SourcePage([], end);
        }
    }

    private string Position() => ListCursor.Write(lists.Select(static list => (list.Name, list.Sweep.Position)));

    private async IAsyncEnumerable<SweepPage<THead>> SweepAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (SweptList<THead> list in lists)
        {
            await foreach (SweepPage<THead> page in list.Sweep.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return page;
            }

            // A record that was restored from the trash before the trash was read is in neither list; after a long run it is looked for once more.
            if (list.Again is { } again && list.Sweep.Requests + again.Requests > 2)
            {
                await foreach (SweepPage<THead> page in again.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    yield return page;
                }
            }
        }
    }
}
