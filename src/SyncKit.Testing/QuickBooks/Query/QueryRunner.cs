using System.Text.Json;
using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Schema;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Query;

/// <summary>Answers statements from the books.</summary>
internal sealed class QueryRunner(CompanyBooks books)
{
    /// <summary>Returns the object that stands under <c>QueryResponse</c>.</summary>
    public byte[] Run(string text)
    {
        QueryStatement statement = QueryParser.Parse(text.Trim(), () => PacificTime.Text(PacificTime.Date(books.Now)));
        EntityKind kind = EntityKind.Find(statement.Entity)
            ?? throw Refuse.QueryValidation($"Entity {statement.Entity} not found");
        List<StoredEntity> rows = Select(kind, statement);
        if (statement.IsCount)
        {
            return Envelope.Write(writer => writer.WriteNumber("totalCount", rows.Count));
        }

        Sort(rows, kind, statement.Orders);
        List<StoredEntity> page = [.. rows.Skip(statement.Start - 1).Take(statement.Most)];
        return Envelope.Write(writer =>
        {
            if (page.Count > 0)
            {
                WriteRows(writer, kind, page, statement.Columns);
                writer.WriteNumber("startPosition", statement.Start);
                writer.WriteNumber("maxResults", page.Count);
            }
        });
    }

    private static void WriteRows(Utf8JsonWriter writer, EntityKind kind, List<StoredEntity> rows, IReadOnlyList<string> columns)
    {
        writer.WriteStartArray(kind.Name);
        foreach (StoredEntity row in rows)
        {
            writer.WriteRawValue(columns.Count == 0 ? row.Json : Project(row, columns), skipInputValidation: true);
        }

        writer.WriteEndArray();
    }

    private static byte[] Project(StoredEntity row, IReadOnlyList<string> columns)
    {
        JsonObject document = row.Read();
        JsonObject projected = new() { ["domain"] = "QBO", ["sparse"] = true, ["Id"] = row.Id };
        foreach (string column in columns)
        {
            string first = column.Split('.')[0];
            string? name = document.Select(property => property.Key).FirstOrDefault(key => key.Equals(first, StringComparison.OrdinalIgnoreCase));
            if (name is not null)
            {
                projected[name] = document[name]?.DeepClone();
            }
        }

        return projected.Bytes();
    }

    private List<StoredEntity> Select(EntityKind kind, QueryStatement statement)
    {
        List<Filter> filters = [.. statement.Conditions.Select(condition => new Filter(kind, condition))];
        foreach (string column in statement.Columns.Where(column => Shapes.Get(kind.Name).FindAnyCase(column.Split('.')[0]) is null))
        {
            throw Refuse.QueryValidation($"Property {column} not found for Entity {kind.Name}");
        }

        EntityTable table = books[kind];
        IEnumerable<StoredEntity> candidates = table.NewestFirst;
        foreach (Filter filter in filters)
        {
            if (filter.FromIndex(table) is { } indexed)
            {
                candidates = indexed;
                break;
            }
        }

        bool hidesInactive = kind.HasActive && !filters.Any(filter => filter.IsActive);
        return [.. candidates.Where(row => !books.IsHidden(row) && (row.Active || !hidesInactive) && filters.All(filter => filter.Matches(row)))];
    }

    private void Sort(List<StoredEntity> rows, EntityKind kind, IReadOnlyList<QueryOrder> orders)
    {
        IOrderedEnumerable<StoredEntity>? sorted = null;
        foreach (QueryOrder order in orders)
        {
            Member member = Queryable.Get(kind, order.Property);
            bool byId = order.Property.Equals("Id", StringComparison.OrdinalIgnoreCase);
            if (byId && !books.Behaviour.OrderByIdSorts)
            {
                continue;
            }

            IComparable? Key(StoredEntity row) => byId
                ? long.Parse(row.Id, System.Globalization.CultureInfo.InvariantCulture)
                : RowReader.Read(row, order.Property, member);
            sorted = (sorted, order.Descending) switch
            {
                (null, false) => rows.OrderBy(Key, QueryOrdering.Instance),
                (null, true) => rows.OrderByDescending(Key, QueryOrdering.Instance),
                ({ } first, false) => first.ThenBy(Key, QueryOrdering.Instance),
                ({ } first, true) => first.ThenByDescending(Key, QueryOrdering.Instance),
            };
        }

        if (sorted is not null)
        {
            List<StoredEntity> result = [.. sorted];
            rows.Clear();
            rows.AddRange(result);
        }
    }
}
