using System.Runtime.CompilerServices;
using SyncKit.Connections;
using SyncKit.WooCommerce.Api;

namespace SyncKit.WooCommerce.Changes;

/// <summary>Lists the ids of all records that lists hold.</summary>
internal static class IdList
{
    /// <summary>Reads the lists to their ends.</summary>
    /// <param name="connection">Whose store.</param>
    /// <param name="lists">Each list's resource, and the query that makes the list of it.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async IAsyncEnumerable<IReadOnlyList<string>> ReadAsync<THead>(
        Connection connection, IReadOnlyList<(ResourceApi<THead> Resource, string Query)> lists, [EnumeratorCancellation] CancellationToken cancellationToken)
        where THead : class, IRecordHead<THead>
    {
        foreach ((ResourceApi<THead> resource, string query) in lists)
        {
            int count = resource.PageSize;
            for (int page = 1; count == resource.PageSize; page++)
            {
                HeadList<THead> list = await resource.PageAsync(connection, $"_fields=id&{query}", page, cancellationToken).ConfigureAwait(false);
                count = list.Heads.Count;
                if (count > 0)
                {
                    yield return [.. list.Heads.Where(static head => head.Id is not null).Select(static head => ThinRecord.IdOf(head.Id!.Value))];
                }
            }
        }
    }
}
