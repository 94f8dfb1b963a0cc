using System.Runtime.CompilerServices;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.Http;
using SyncKit.Supabase.Api;

namespace SyncKit.Supabase.Source;

/// <summary>Reads rows in the order of some columns, each page from the last row of the one before: offsets skip rows while a table changes.</summary>
internal sealed class RowReader(ProjectClient client, TimeProvider time)
{
    // As many ids as fit into an address that every proxy lets through.
    private const int LongestList = 4_000;

    /// <summary>Asks for one page; none when there are no more rows, however many were asked for: a project may give out fewer.</summary>
    /// <param name="connection">The project.</param>
    /// <param name="mapping">The table.</param>
    /// <param name="sorted">The fields that rows are sorted by; together they tell rows apart.</param>
    /// <param name="conditions">Which rows.</param>
    /// <param name="after">Behind which row; <see langword="null"/> begins at the beginning.</param>
    /// <param name="size">The most rows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The page, or the server's clock alone.</returns>
    /// <exception cref="ConnectorException">The project refused or could not be reached.</exception>
    public async Task<(RowPage? Page, DateTimeOffset Now)> ReadAsync(
        Connection connection,
        RowMapping mapping,
        IReadOnlyList<string> sorted,
        IEnumerable<string> conditions,
        KeysetMark? after,
        int size,
        CancellationToken cancellationToken)
    {
        string[] columns = [.. sorted.Select(mapping.Column)];
        IEnumerable<string> parts = mapping.Conditions
            .Concat(conditions)
            .Concat(after is null ? [] : [after.After(columns)])
            .Concat([$"order={string.Join(',', columns.Select(static column => $"{ApiName.Of(column)}.asc"))}", $"limit={size}"]);
        string path = $"{Uri.EscapeDataString(mapping.Table)}?select={mapping.Select}&{string.Join('&', parts)}";

        // Opened for each page, so that a long run notices a changed key.
        ProjectSession session = await client.OpenAsync(connection, "read rows", cancellationToken).ConfigureAwait(false);
        HttpAnswer answer = await session.SendAsync(new ProjectCall(HttpMethod.Get, path), cancellationToken).ConfigureAwait(false);
        IReadOnlyList<JsonElement> rows = Rows(session, answer);
        DateTimeOffset now = answer.Date ?? time.GetUtcNow();
        if (rows.Count == 0)
        {
            return (null, now);
        }

        KeysetMark last = new([.. sorted.Select(field => KeyOf(rows[^1], field, mapping))]);
        return after is { Values.Count: > 1 } && last.Values.SequenceEqual(after.Values)
            ? throw new ConnectorException(new Failure(
                FailureKind.NeedsAttention,
                "supabase.not-sorted",
                $"The rows of {mapping.Table} come without end.",
                "See whether the table is a view that leaves conditions out, and name a table."))
            : (new RowPage(rows, last, now), now);
    }

    /// <summary>Reads all pages.</summary>
    /// <exception cref="ConnectorException">The project refused or could not be reached.</exception>
    public async IAsyncEnumerable<RowPage> ReadAllAsync(
        Connection connection,
        RowMapping mapping,
        IReadOnlyList<string> sorted,
        IReadOnlyList<string> conditions,
        int size,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        KeysetMark? after = null;
        while ((await ReadAsync(connection, mapping, sorted, conditions, after, size, cancellationToken).ConfigureAwait(false)).Page is { } page)
        {
            yield return page;
            after = page.Last;
        }
    }

    /// <summary>Conditions that a field holds one of some values, in parts that fit into an address.</summary>
    public static IEnumerable<(string Condition, IReadOnlyList<string> Values)> AnyOf(RowMapping mapping, string field, IEnumerable<string> values)
    {
        List<string> part = [];
        int length = 0;
        foreach (string value in values)
        {
            int grows = ApiName.Value(value).Length + 1;
            if (part.Count > 0 && length + grows > LongestList)
            {
                yield return (In(mapping, field, part), part);
                part = [];
                length = 0;
            }

            part.Add(value);
            length += grows;
        }

        if (part.Count > 0)
        {
            yield return (In(mapping, field, part), part);
        }
    }

    /// <summary>A row's id as text, whatever its type.</summary>
    /// <exception cref="ConnectorException">It has none, so it cannot be filed.</exception>
    public static string KeyOf(JsonElement row, string field, RowMapping mapping)
    {
        string? key = row.TryGetProperty(RowMapping.Alias(field), out JsonElement value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;
        return !string.IsNullOrEmpty(key) ? key : throw new ConnectorException(new Failure(
            FailureKind.NeedsAttention,
            "supabase.row-without-key",
            $"A row of {mapping.Table} has nothing in the column {mapping.Column(field)}, so it cannot be filed.",
            "Fill the column and let it not be null."));
    }

    private static string In(RowMapping mapping, string field, List<string> values) =>
        $"{ApiName.Of(mapping.Column(field))}=in.({string.Join(',', values.Select(ApiName.Value))})";

    private static IReadOnlyList<JsonElement> Rows(ProjectSession session, HttpAnswer answer)
    {
        if (answer.IsSuccess)
        {
            try
            {
                // What is kept of a page is written anew, so the page may stay as it came.
                JsonElement body = JsonElement.Parse(answer.Body.Span);
                if (body.ValueKind == JsonValueKind.Array)
                {
                    return [.. body.EnumerateArray()];
                }
            }
            catch (JsonException)
            {
                // Told below as what it is: an answer of another shape.
            }
        }

        throw new ConnectorException(session.FailureOf(answer));
    }
}
