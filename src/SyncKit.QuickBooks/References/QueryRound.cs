using System.Text.Json;
using SyncKit.Connections;

namespace SyncKit.QuickBooks.References;

/// <summary>Collects the queries of several lookups, runs them together, and hands each lookup its own rows.</summary>
internal sealed class QueryRound(CompanyQueries queries, Connection connection)
{
    private readonly List<Query> all = [];
    private IReadOnlyList<IReadOnlyList<JsonElement>> rows = [];

    public Range Add(IReadOnlyCollection<Query> some)
    {
        int start = all.Count;
        all.AddRange(some);
        return start..all.Count;
    }

    public Range Add(bool wanted, params IReadOnlyCollection<Query> some) => Add(wanted ? some : []);

    public async Task RunAsync(CancellationToken cancellationToken) =>
        rows = await queries.RunAsync(connection, all, cancellationToken).ConfigureAwait(false);

    public IReadOnlyList<IReadOnlyList<JsonElement>> Each(Range range) => [.. rows.Take(range)];

    public IReadOnlyList<JsonElement> Rows(Range range) => [.. rows.Take(range).SelectMany(static part => part)];
}
