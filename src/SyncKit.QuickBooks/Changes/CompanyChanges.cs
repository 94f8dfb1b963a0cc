using System.Globalization;
using System.Runtime.CompilerServices;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Delivery;

namespace SyncKit.QuickBooks.Changes;

/// <summary>
/// Lists what was changed, voided or deleted since a moment, by one metered read while less than a full answer changed. QuickBooks puts what was deleted at an
/// answer's end: of a kind that changed more often than an answer holds, what was deleted before the last answer's start is not seen and is found by comparing
/// the whole books.
/// </summary>
internal sealed class CompanyChanges(CompanyApi api, Books books, TimeProvider time)
{
    private const int FullAnswer = 1000;
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(30);
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>Keeps the overlap of a moment at the limit within it, though the clocks differ.</summary>
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(2);

    /// <exception cref="ArgumentOutOfRangeException">The moment lies more than 30 days back.</exception>
    public IAsyncEnumerable<IReadOnlyList<BookedDocument>> ListAsync(Connection connection, DateTimeOffset since, CancellationToken cancellationToken)
    {
        DateTimeOffset earliest = time.GetUtcNow() - LookBack;
        if (since < earliest)
        {
            throw new ArgumentOutOfRangeException(
                nameof(since),
                since,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"QuickBooks remembers changes for 30 days, so back to {earliest.UtcDateTime:yyyy-MM-dd HH:mm} UTC: compare the whole books instead."));
        }

        DateTimeOffset from = since - Overlap;
        return ReadAsync(connection, from < earliest + ClockMargin ? earliest + ClockMargin : from, cancellationToken);
    }

    private async IAsyncEnumerable<IReadOnlyList<BookedDocument>> ReadAsync(
        Connection connection, DateTimeOffset from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<ChangedRow> all = await AskAsync(connection, TransactionKind.All, from, cancellationToken).ConfigureAwait(false);
        HashSet<(string Kind, string Id)> seen = [];
        if (New(all, seen) is { Count: > 0 } rows)
        {
            yield return rows;
        }

        if (all.Count < FullAnswer)
        {
            yield break;
        }

        // The limit may be one of the answer or one of each kind, so a full answer is asked for again kind by kind.
        foreach (TransactionKind kind in TransactionKind.All)
        {
            DateTimeOffset start = from;
            while (true)
            {
                IReadOnlyList<ChangedRow> part = await AskAsync(connection, [kind], start, cancellationToken).ConfigureAwait(false);
                if (New(part, seen) is { Count: > 0 } more)
                {
                    yield return more;
                }

                if (part.Count < FullAnswer)
                {
                    break;
                }

                DateTimeOffset last = part.Where(static row => !row.Document.IsDeleted).Select(static row => row.ChangedAt).DefaultIfEmpty(start).Max();
                if (last <= start)
                {
                    // More changed at one moment than an answer holds: only the lists can be read on from there.
                    await foreach (IReadOnlyList<BookedDocument> page in books.ListAsync(connection, [kind], start, cancellationToken).ConfigureAwait(false))
                    {
                        List<BookedDocument> unseen = [.. page.Where(document => seen.Add((document.Kind, document.Id)))];
                        if (unseen.Count > 0)
                        {
                            yield return unseen;
                        }
                    }

                    break;
                }

                start = last;
            }
        }
    }

    private async Task<IReadOnlyList<ChangedRow>> AskAsync(
        Connection connection, IReadOnlyList<TransactionKind> kinds, DateTimeOffset since, CancellationToken cancellationToken)
    {
        string names = string.Join(',', kinds.Select(static kind => kind.Name));
        string moment = since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string route = $"cdc?entities={names}&changedSince={Uri.EscapeDataString(moment)}";
        ApiAnswer answer = await api.GetAsync(connection, route, cancellationToken).ConfigureAwait(false);
        return answer.IsGood ? ChangesReader.Read(answer.Root, kinds) : throw new ConnectorException(answer.Failure);
    }

    private static List<BookedDocument> New(IReadOnlyList<ChangedRow> rows, HashSet<(string Kind, string Id)> seen) =>
        [.. rows.Select(static row => row.Document).Where(document => seen.Add((document.Kind, document.Id)))];
}
