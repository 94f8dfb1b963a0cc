using System.Globalization;
using System.Runtime.CompilerServices;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.References;

namespace SyncKit.QuickBooks.Delivery;

/// <summary>Lists the transactions of some kinds in order of their last change, from each page's last moment on, each document once.</summary>
internal sealed class Books(CompanyQueries queries)
{
    private const int PageSize = 1000;

    public async IAsyncEnumerable<IReadOnlyList<BookedDocument>> ListAsync(
        Connection connection, IEnumerable<TransactionKind> kinds, DateTimeOffset? changedSince, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (string kind in kinds.Select(static kind => kind.Name))
        {
            HashSet<string> seen = new(StringComparer.Ordinal);
            string since = changedSince?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? string.Empty;
            int start = 1;
            while (true)
            {
                var rows = await queries.RunAsync(connection, kind, Statement(kind, since, start), cancellationToken).ConfigureAwait(false);
                List<BookedDocument> page = [.. rows.Where(row => seen.Add(row.Text("Id"))).Select(row => WrittenReader.Booked(kind, row))];
                if (page.Count > 0)
                {
                    yield return page;
                }

                if (rows.Count < PageSize)
                {
                    break;
                }

                // Offsets shift while documents change; moments do not. Only a page of a single moment needs an offset.
                string last = rows[^1].Member("MetaData").Text("LastUpdatedTime");
                (since, start) = last.Length == 0 || last == since ? (since, start + rows.Count) : (last, 1);
            }
        }
    }

    private static string Statement(string kind, string since, int start)
    {
        string where = since.Length > 0 ? $" where MetaData.LastUpdatedTime >= {Query.Quoted(since)}" : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"select * from {kind}{where} orderby MetaData.LastUpdatedTime startposition {start} maxresults {PageSize}");
    }
}
