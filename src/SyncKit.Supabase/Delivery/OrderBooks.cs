using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Supabase.Api;
using SyncKit.Supabase.Mapping;
using SyncKit.Supabase.Rows;
using SyncKit.Supabase.Transforming;

namespace SyncKit.Supabase.Delivery;

/// <summary>Lists the orders that a project holds, each page from the last row of the one before on, so that rows that come and go in between shift nothing.</summary>
internal sealed class OrderBooks(ProjectClient client)
{
    private const int PageSize = 1000;

    /// <param name="destination">The project.</param>
    /// <param name="since">Only what changed since then, where the table tells; <see langword="null"/> for everything.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async IAsyncEnumerable<IReadOnlyList<BookedDocument>> ListAsync(
        Connection destination, DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Layout layout = LayoutReader.Read(destination);
        TableMap map = layout.Orders.Map;
        string tenant = destination.Id.Tenant.Value;
        ProjectSession session = await client.OpenAsync(destination, "list the orders", cancellationToken).ConfigureAwait(false);
        string[] order = [.. new[] { map.Column(FieldNames.Source), map.OwnColumn }.OfType<string>().Distinct(StringComparer.Ordinal)];
        string[]? last = null;
        while (true)
        {
            using JsonDocument rows = await PageAsync(session, Path(layout, tenant, order, last, since), cancellationToken).ConfigureAwait(false);
            if (rows.RootElement.GetArrayLength() == 0)
            {
                // Only an empty page is the last: a project may answer with fewer rows than were asked for.
                yield break;
            }

            List<BookedDocument> page = [.. rows.RootElement.EnumerateArray().Select(row => Booked(layout, row))];
            JsonElement end = rows.RootElement[rows.RootElement.GetArrayLength() - 1];
            last = [.. order.Select(column => CellReader.Text(end, column) ?? string.Empty)];
            yield return page;
        }
    }

    private static async Task<JsonDocument> PageAsync(ProjectSession session, string path, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> body = await session.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        try
        {
            JsonDocument rows = JsonDocument.Parse(body);
            if (rows.RootElement.ValueKind == JsonValueKind.Array)
            {
                return rows;
            }

            rows.Dispose();
        }
        catch (JsonException)
        {
            // Said below, as for JSON of another shape.
        }

        throw new ConnectorException(new Failure(
            FailureKind.Transient, "supabase.not-json", $"{session.Host} answered with something else than rows.", "Nothing needs to be done unless it lasts: it is asked again."));
    }

    private static string Path(Layout layout, string tenant, string[] order, string[]? last, DateTimeOffset? since)
    {
        TableMap map = layout.Orders.Map;
        string?[] columns =
        [
            .. order, .. layout.Money.Columns, map.Column(FieldNames.Currency), map.Column(FieldNames.Number), map.Column(FieldNames.DeletedAt),
            map.Column(FieldNames.PlacedOn), map.Column(FieldNames.Email),
        ];
        string path = $"{map.Name}?select={string.Join(',', columns.OfType<string>().Distinct(StringComparer.Ordinal))}"
            + $"&order={string.Join(',', order.Select(static column => column + ".asc"))}&limit={PageSize.ToString(CultureInfo.InvariantCulture)}";
        if (map.Column(FieldNames.Tenant) is { } tenantColumn)
        {
            path += $"&{tenantColumn}=eq.{Uri.EscapeDataString(tenant)}";
        }

        foreach ((string column, JsonElement constant) in map.Constants.Where(constant => map.Key.Contains(constant.Key, StringComparer.Ordinal)))
        {
            path += $"&{column}=eq.{Uri.EscapeDataString(constant.ValueKind == JsonValueKind.String ? constant.GetString()! : constant.GetRawText())}";
        }

        if (since is { } moment && map.Column(FieldNames.UpdatedAt) is { } updated)
        {
            path += $"&{updated}=gte.{moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)}";
        }

        return last switch
        {
            null => path,
            [var own] => $"{path}&{order[0]}=gt.{Uri.EscapeDataString(own)}",
            _ => $"{path}&or=({order[0]}.gt.{Filters.Value(last[0])},and({order[0]}.eq.{Filters.Value(last[0])},{order[1]}.gt.{Filters.Value(last[1])}))",
        };
    }

    private static BookedDocument Booked(Layout layout, JsonElement row)
    {
        TableMap map = layout.Orders.Map;
        string id = DestinationIds.Of(map, CellReader.Text(row, map.Column(FieldNames.Source)), CellReader.Text(row, map.OwnColumn) ?? string.Empty);
        bool isDeleted = CellReader.Text(row, map.Column(FieldNames.DeletedAt)) is not null;
        return new BookedDocument(
            DocumentKinds.Order,
            id,
            CellReader.Text(row, map.Column(FieldNames.Number)) ?? string.Empty,
            isDeleted ? 0 : layout.Money.Worth(row),
            CellReader.Text(row, map.Column(FieldNames.Currency)) ?? string.Empty,
            map.Column(FieldNames.Source) is null ? string.Empty : id)
        {
            Tax = isDeleted ? 0 : layout.Money.Tax(row),
            Date = CellReader.Day(CellReader.Text(row, map.Column(FieldNames.PlacedOn))),
            Email = CellReader.Text(row, map.Column(FieldNames.Email)) ?? string.Empty,
            IsVoided = isDeleted,
        };
    }
}
