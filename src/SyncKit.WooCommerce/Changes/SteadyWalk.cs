using System.Runtime.CompilerServices;
using SyncKit.Faults;
using SyncKit.WooCommerce.Api;

namespace SyncKit.WooCommerce.Changes;

/// <summary>
/// Reads a list page by page whose records keep their order. A record that leaves the list meanwhile moves the others one place forward; the total tells,
/// and the walk goes as many places back.
/// </summary>
internal static class SteadyWalk
{
    /// <summary>Reads to the end; a record may come twice.</summary>
    /// <param name="ask">Asks for one page.</param>
    /// <param name="pageSize">How many records a page has.</param>
    /// <param name="what">What the list holds, for the message that its total is not said.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The pages, each with whether all before it were read.</returns>
    /// <exception cref="ConnectorException">The store refused, could not be reached, or does not say its totals.</exception>
    public static async IAsyncEnumerable<(HeadList<THead> List, bool IsNext)> ReadAsync<THead>(
        Func<int, CancellationToken, Task<HeadList<THead>>> ask, int pageSize, string what, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int covered = 0;
        int? total = null;
        while (total is null || covered < total)
        {
            int page = (covered / pageSize) + 1;
            HeadList<THead> list = await ask(page, cancellationToken).ConfigureAwait(false);
            if (list.Total is null && page == 1 && list.Heads.Count < pageSize)
            {
                yield return (list, true);
                yield break;
            }

            int now = list.Total ?? throw Uncounted(what);
            if (list.Heads.Count == 0)
            {
                if (page == 1)
                {
                    yield break;
                }

                // Behind the end a store gives no total: so many left that only the beginning is sure.
                covered = 0;
                total = null;
                continue;
            }

            covered -= Math.Clamp((total ?? now) - now, 0, covered);
            int first = (page - 1) * pageSize;
            bool isNext = covered >= first;
            covered = isNext ? Math.Max(covered, first + list.Heads.Count) : covered;
            total = now;
            yield return (list, isNext);
        }
    }

    private static ConnectorException Uncounted(string what) => new(new Failure(
        FailureKind.NeedsAttention,
        "woocommerce.headers-missing",
        $"{what} are more than a page, and the header X-WP-Total, which is needed to read them all, does not come through.",
        "Let the proxy in front of the store pass the X-WP-Total header."));
}
