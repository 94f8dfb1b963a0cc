using System.Runtime.CompilerServices;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Supabase.Api;
using SyncKit.Supabase.Authentication;

namespace SyncKit.Supabase.Source;

/// <summary>Reads one kind of record from a project's tables.</summary>
internal sealed class RecordReader(ProjectClient client, RowReader rows, RecordKind kind, int pageSize, TimeProvider time)
{
    private const int ChildPageSize = 1_000;

    private readonly RecordFiler filer = new(kind);

    /// <summary>Reads what changed, or what was last changed within a window.</summary>
    public async IAsyncEnumerable<SourcePage> ReadAsync(SourceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RecordMapping mapping = MappingOf(request.Connection);
        bool hasWindow = request.Window is not null;
        RowCursor? start = hasWindow ? null : RowCursor.Parse(request.Cursor);
        RowCursor? at = start;
        DateTimeOffset? began = start?.Began;
        SourcePage? held = null;
        while (true)
        {
            string[] conditions = [.. hasWindow ? Within(mapping, request.Window!) : at is null ? [$"{ApiName.Of(mapping.Record.Column(SourceFields.UpdatedAt))}=not.is.null"] : []];
            (RowPage? page, DateTimeOffset now) = await rows.ReadAsync(
                request.Connection, mapping.Record, [SourceFields.UpdatedAt, mapping.Record.Fields.Id], conditions, at?.Mark, pageSize, cancellationToken).ConfigureAwait(false);
            began ??= now;
            if (page is null)
            {
                break;
            }

            IReadOnlyList<SourceRecord> records = await FileAsync(request.Connection, mapping, page, cancellationToken).ConfigureAwait(false);
            if (held is not null)
            {
                yield return held;
            }

            at = new RowCursor(page.Last.Values[0], page.Last.Values[1], began);
            held = new SourcePage(records, hasWindow ? null : at.Write());
        }

        // Once nothing follows, the last page takes the mark from which the next pass begins.
        RowCursor? next = hasWindow || at is null ? null : RowCursor.Next(at, began.Value, mapping.Overlap);
        if (held is not null)
        {
            yield return held with { Cursor = next?.Write() };
        }
        else if (next is not null && next != start)
        {
            yield return new SourcePage([], next.Write());
        }
    }

    /// <summary>Reads records by id.</summary>
    public async Task<IReadOnlyList<SourceRecord>> FetchAsync(Connection connection, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        RecordMapping mapping = MappingOf(connection);
        string[] wanted = [.. ids.Distinct(StringComparer.Ordinal)];
        Dictionary<string, SourceRecord> found = new(StringComparer.Ordinal);
        DateTimeOffset now = time.GetUtcNow();
        foreach ((string condition, _) in RowReader.AnyOf(mapping.Record, mapping.Record.Fields.Id, wanted))
        {
            await foreach (RowPage page in rows.ReadAllAsync(connection, mapping.Record, [mapping.Record.Fields.Id], [condition], pageSize, cancellationToken).ConfigureAwait(false))
            {
                now = page.Now;
                foreach (SourceRecord record in await FileAsync(connection, mapping, page, cancellationToken).ConfigureAwait(false))
                {
                    found[record.Id] = record;
                }
            }
        }

        // Row-level security hides rows from all but a server's key, so only to that one a missing row is surely gone.
        ProjectSession session = await client.OpenAsync(connection, "read rows", cancellationToken).ConfigureAwait(false);
        bool seesAll = session.Identity.Role == ApiKeyRole.Secret;
        return [.. found.Values, .. seesAll ? wanted.Where(id => !found.ContainsKey(id)).Select(id => new SourceRecord { Id = id, ModifiedAt = now, IsDeleted = true }) : []];
    }

    /// <summary>Lists all ids, those of rows that are marked as deleted among them.</summary>
    public async IAsyncEnumerable<IReadOnlyList<string>> ListIdsAsync(Connection connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RowMapping record = MappingOf(connection).Record;
        string id = record.Fields.Id;
        RowMapping ids = record with { Columns = new Dictionary<string, string> { [id] = record.Column(id) }, Extras = new Dictionary<string, string>() };
        await foreach (RowPage page in rows.ReadAllAsync(connection, ids, [id], [], ChildPageSize, cancellationToken).ConfigureAwait(false))
        {
            yield return [.. page.Rows.Select(row => RowReader.KeyOf(row, id, ids))];
        }
    }

    private RecordMapping MappingOf(Connection connection) => kind.Mapping(ProjectClient.SettingsOf(connection), connection.Id.Tenant);

    private static IEnumerable<string> Within(RecordMapping mapping, DateRange window)
    {
        string column = ApiName.Of(mapping.Record.Column(SourceFields.UpdatedAt));
        yield return $"{column}=gte.{Uri.EscapeDataString(TimeText.Write(window.From))}";
        yield return $"{column}=lt.{Uri.EscapeDataString(TimeText.Write(window.To))}";
    }

    private async Task<IReadOnlyList<SourceRecord>> FileAsync(Connection connection, RecordMapping mapping, RowPage page, CancellationToken cancellationToken)
    {
        string id = mapping.Record.Fields.Id;
        string[] keys = [.. page.Rows.Select(row => RowReader.KeyOf(row, id, mapping.Record))];
        Dictionary<string, Dictionary<string, IReadOnlyList<JsonElement>>> children = keys.ToDictionary(
            static key => key, static _ => new Dictionary<string, IReadOnlyList<JsonElement>>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach ((string name, RowMapping rowsOfKind) in mapping.Children.Where(static child => child.Rows.Table.Length > 0))
        {
            foreach (IGrouping<string, JsonElement> group in await ChildrenAsync(connection, rowsOfKind, keys, cancellationToken).ConfigureAwait(false))
            {
                if (children.TryGetValue(group.Key, out Dictionary<string, IReadOnlyList<JsonElement>>? own))
                {
                    own[name] = [.. group];
                }
            }
        }

        DateTimeOffset local = time.GetUtcNow();
        return [.. page.Rows.Select((row, i) => filer.File(mapping, keys[i], row, children[keys[i]], page.Now, local))];
    }

    private async Task<ILookup<string, JsonElement>> ChildrenAsync(Connection connection, RowMapping mapping, string[] keys, CancellationToken cancellationToken)
    {
        List<JsonElement> all = [];
        foreach ((string condition, _) in RowReader.AnyOf(mapping, SourceFields.OrderId, keys))
        {
            await foreach (RowPage page in rows
                .ReadAllAsync(connection, mapping, [SourceFields.OrderId, mapping.Fields.Id], [condition], ChildPageSize, cancellationToken).ConfigureAwait(false))
            {
                all.AddRange(page.Rows);
            }
        }

        return all.ToLookup(row => RowReader.KeyOf(row, SourceFields.OrderId, mapping), StringComparer.Ordinal);
    }
}
