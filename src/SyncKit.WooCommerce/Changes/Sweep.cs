using System.Runtime.CompilerServices;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.WooCommerce.Api;

namespace SyncKit.WooCommerce.Changes;

/// <summary>
/// Reads the records of some statuses by second of modification and id. Each request asks for the first page behind the last second read,
/// so that a record which moves to the end meanwhile shifts nobody past the reader.
/// </summary>
internal sealed class Sweep<THead>
    where THead : class, IRecordHead<THead>
{
    private readonly ResourceApi<THead> records;
    private readonly Connection connection;
    private readonly string status;
    private readonly TimeSpan overlap;
    private readonly Mark? start;
    private readonly long? before;
    private readonly HashSet<long> seen = [];
    private long? second;
    private Mark? mark;
    private Mark? ceiling;

    public Sweep(ResourceApi<THead> records, Connection connection, string status, Mark? start, DateRange? window, TimeSpan overlap)
    {
        this.records = records;
        this.connection = connection;
        this.status = status;
        this.overlap = overlap;
        long? from = window is null ? null : StoreTime.SecondNotBefore(window.From);
        this.start = from is { } first && !(start?.Second >= first) ? new Mark(first, 0) : start;
        before = window is null ? null : StoreTime.SecondNotBefore(window.To);
        mark = this.start;
        second = this.start?.Second;
    }

    /// <summary>
    /// Up to where all was read. It stays an overlap behind the store's clock at the sweep's first answer, because what a store stamps
    /// with a second may become visible only some seconds later.
    /// </summary>
    public Mark? Position => ceiling is null ? start : Mark.Earlier(mark, ceiling);

    /// <summary>How many requests were answered.</summary>
    public int Requests { get; private set; }

    /// <summary>Reads on from where the sweep stands until a page is short.</summary>
    public async IAsyncEnumerable<SweepPage<THead>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            long? asked = second;
            HeadList<THead> list = await AskAsync(asked - 1, before, 1, cancellationToken).ConfigureAwait(false);
            yield return new SweepPage<THead>(Take(list), list.Clock);
            if (list.Heads.Count < records.PageSize)
            {
                yield break;
            }

            if (second is null)
            {
                throw Undated();
            }

            if (second == asked)
            {
                await foreach (SweepPage<THead> page in ReadSecondAsync(second.Value, cancellationToken).ConfigureAwait(false))
                {
                    yield return page;
                }

                Enter(second.Value + 1);
            }
        }
    }

    /// <summary>Reads a second that holds more records than a page, page by page within it.</summary>
    private async IAsyncEnumerable<SweepPage<THead>> ReadSecondAsync(long within, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerable<(HeadList<THead> List, bool IsNext)> pages = SteadyWalk.ReadAsync(
            (page, token) => AskAsync(within - 1, within + 1, page, token),
            records.PageSize,
            $"The {records.Noun}s changed at {StoreTime.Write(within)}",
            cancellationToken);
        await foreach ((HeadList<THead> list, bool isNext) in pages.ConfigureAwait(false))
        {
            yield return new SweepPage<THead>(Take(list, moves: isNext), list.Clock);
        }
    }

    private async Task<HeadList<THead>> AskAsync(long? after, long? until, int page, CancellationToken cancellationToken)
    {
        HeadList<THead> list = await records.ChangedAsync(connection, status, after, until, page, cancellationToken).ConfigureAwait(false);
        ceiling ??= new Mark((list.Clock.Store - overlap).ToUnixTimeSeconds(), 0);
        Requests++;
        return list;
    }

    /// <summary>Picks what was not yielded yet, and moves the mark.</summary>
    private List<THead> Take(HeadList<THead> list, bool moves = true)
    {
        List<THead> fresh = new(list.Heads.Count);
        foreach (THead record in list.Heads)
        {
            long id = record.Id ?? throw Unidentified(list);
            long at = record.ModifiedAt?.ToUnixTimeSeconds() ?? second ?? 0;
            if (record.ModifiedAt is not null && !(at <= second))
            {
                Enter(at);
            }

            bool wasBefore = start is { } begun && at == begun.Second && id <= begun.Id;
            if (wasBefore || (at == second && !seen.Add(id)))
            {
                continue;
            }

            fresh.Add(record);
        }

        if (moves && second is { } reached && list.Heads.Count > 0)
        {
            Mark last = new(reached, list.Heads.Where(record => record.ModifiedAt?.ToUnixTimeSeconds() == reached).Max(record => record.Id) ?? 0);
            mark = mark?.CompareTo(last) > 0 ? mark : last;
        }

        return fresh;
    }

    private void Enter(long next)
    {
        second = next;
        seen.Clear();
    }

    private ConnectorException Unidentified(HeadList<THead> list)
    {
        int place = list.Heads.TakeWhile(static record => record.Id is not null).Count() + 1;
        string after = second is { } reached ? $" of those changed from {StoreTime.Write(reached)} on" : string.Empty;
        return Failed("without-id", $"{char.ToUpperInvariant(records.Noun[0])}{records.Noun[1..]} number {place}{after} came without an id, so it cannot be filed.");
    }

    private ConnectorException Undated() =>
        Failed("without-date", $"A whole page of {records.Noun}s came without date_modified_gmt, so the store cannot be read in order of change.");

    private ConnectorException Failed(string code, string message) => new(new Failure(
        FailureKind.NeedsAttention,
        $"woocommerce.{records.Noun}-{code}",
        message,
        $"See which plug-in changes the store's {records.Noun} answers, and switch it off."));
}
