using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Faults;

namespace SyncKit.Supabase.Source;

/// <summary>Turns settings into mappings, and says what is wrong with them. Pure.</summary>
internal static class MappingReader
{
    private const int LongestOverlap = 86_400;
    private const int LongestSettle = 3_600;
    private const int UsualOverlap = 120;
    private const int UsualSettle = 5;

    private static readonly IReadOnlyDictionary<string, JsonElement> None = new Dictionary<string, JsonElement>();

    /// <summary>The mapping of orders.</summary>
    /// <exception cref="ConnectorException">The settings cannot be used.</exception>
    public static RecordMapping Orders(SupabaseSettings settings, TenantId tenant)
    {
        SupabaseSource source = settings.Sources?.Orders ?? new SupabaseSource();
        RecordMapping mapping = Record(source, SourceFields.Orders, "sources.orders", tenant);
        if (source.Table is null)
        {
            return mapping with
            {
                Lines = Standard(SourceFields.Lines, source, tenant, mapping.Record.Zone),
                Refunds = Standard(SourceFields.Refunds, source, tenant, mapping.Record.Zone),
                RefundLines = Standard(SourceFields.RefundLines, source, tenant, mapping.Record.Zone),
            };
        }

        if (source.RefundLines is not null && source.Refunds is null)
        {
            throw Unusable("sources.orders.refundLines are given without refunds, to which they belong.");
        }

        RowMapping? lines = Rows(source.Lines, SourceFields.Lines, "lines", mapping.Record.Zone);
        RowMapping? refunds = Rows(source.Refunds, SourceFields.Refunds, "refunds", mapping.Record.Zone);
        RowMapping? refundLines = Rows(source.RefundLines, SourceFields.RefundLines, "refundLines", mapping.Record.Zone);
        Dictionary<string, string> lists = new(StringComparer.Ordinal);
        foreach ((SupabaseSourceRows? rows, RowMapping? read) in new[] { (source.Lines, lines), (source.Refunds, refunds), (source.RefundLines, refundLines) })
        {
            if (read is { List.Length: > 0 })
            {
                lists[read.List] = rows!.Column!;
            }
        }

        return mapping with { Record = mapping.Record with { Extras = lists }, Lines = lines, Refunds = refunds, RefundLines = refundLines };
    }

    /// <summary>The mapping of products.</summary>
    /// <exception cref="ConnectorException">The settings cannot be used.</exception>
    public static RecordMapping Products(SupabaseSettings settings, TenantId tenant) =>
        Record(settings.Sources?.Products ?? new SupabaseSource(), SourceFields.Products, "sources.products", tenant);

    /// <summary>The mapping of customers.</summary>
    /// <exception cref="ConnectorException">The settings cannot be used.</exception>
    public static RecordMapping Customers(SupabaseSettings settings, TenantId tenant) =>
        Record(settings.Sources?.Customers ?? new SupabaseSource(), SourceFields.Customers, "sources.customers", tenant);

    private static RecordMapping Record(SupabaseSource source, SourceFields fields, string path, TenantId tenant)
    {
        if (source.OverlapSeconds is < 0 or > LongestOverlap)
        {
            throw Unusable($"{path}.overlapSeconds is {source.OverlapSeconds}; it must be between 0 and {LongestOverlap}.");
        }

        if (source.SettleSeconds is < 0 or > LongestSettle)
        {
            throw Unusable($"{path}.settleSeconds is {source.SettleSeconds}; it must be between 0 and {LongestSettle}.");
        }

        if (source.Table is not null && source.Columns is null)
        {
            throw Unusable($"{path} names the table {source.Table} but not its columns: write them under the fields that they hold.");
        }

        RowMapping record = new(fields, source.Columns ?? Own(fields))
        {
            Table = source.Table ?? fields.Table,
            Constants = source.Constants ?? None,
            Conditions = [.. Where(source, fields, path, tenant).Select(static pair => ApiName.Equal(pair.Key, pair.Value))],
            Zone = Zone(source.TimeZone, path),
        };
        Check(record, path, [fields.Id, SourceFields.UpdatedAt]);
        return new RecordMapping(record) { Overlap = TimeSpan.FromSeconds(source.OverlapSeconds ?? UsualOverlap), Settle = TimeSpan.FromSeconds(source.SettleSeconds ?? UsualSettle) };
    }

    /// <summary>Several tenants and shops may share the tables of the default schema, so it must be clear whose rows are meant.</summary>
    private static Dictionary<string, JsonElement> Where(SupabaseSource source, SourceFields fields, string path, TenantId tenant)
    {
        Dictionary<string, JsonElement> where = source.Where is null ? new(StringComparer.Ordinal) : new(source.Where, StringComparer.Ordinal);
        if (source.Table is null)
        {
            where.TryAdd(SourceFields.Tenant, JsonElement.Parse($"\"{JsonEncodedText.Encode(tenant.ToString())}\""));
            if (!where.ContainsKey(SourceFields.Source))
            {
                throw Unusable($"{path}.where has no source: several shops may be in {fields.Table}, so name the one whose rows are read, or a table of your own.");
            }
        }

        return where;
    }

    /// <summary>What belongs to an order in the default schema has its tenant and source, and not what else may be asked of the order.</summary>
    private static RowMapping Standard(SourceFields fields, SupabaseSource source, TenantId tenant, TimeZoneInfo zone) => new(fields, Own(fields))
    {
        Table = fields.Table,
        Constants = None,
        Conditions =
        [
            .. from pair in Where(source, fields, "sources.orders", tenant)
               where pair.Key is SourceFields.Tenant or SourceFields.Source
               select ApiName.Equal(pair.Key, pair.Value),
        ],
        Zone = zone,
    };

    private static RowMapping? Rows(SupabaseSourceRows? rows, SourceFields fields, string name, TimeZoneInfo zone)
    {
        if (rows is null)
        {
            return null;
        }

        string path = $"sources.orders.{name}";
        if (rows.Table is null == rows.Column is null)
        {
            throw Unusable($"{path} must name either a table or a column of the order's row.");
        }

        RowMapping mapping = new(fields, rows.Columns)
        {
            Table = rows.Table ?? string.Empty,
            List = rows.Column is null ? string.Empty : $"{name.ToLowerInvariant()}_list",
            Constants = rows.Constants ?? None,
            Conditions = [.. (rows.Where ?? None).Select(static pair => ApiName.Equal(pair.Key, pair.Value))],
            Zone = zone,
        };
        Check(mapping, path, rows.Table is null ? [] : [SourceFields.OrderId, fields.Id]);
        return mapping;
    }

    private static void Check(RowMapping mapping, string path, string[] sorted)
    {
        foreach (string field in mapping.Columns.Keys.Concat(mapping.Constants.Keys))
        {
            if (!mapping.Fields.Knows(field))
            {
                throw Unusable($"{path} knows no field {field}; possible are {string.Join(", ", mapping.Fields.Standard.Concat(mapping.Fields.Further))}.");
            }
        }

        if (mapping.Columns.FirstOrDefault(static pair => string.IsNullOrWhiteSpace(pair.Value)) is { Key: { } empty })
        {
            throw Unusable($"{path}.columns has no column for the field {empty}.");
        }

        foreach (string field in sorted)
        {
            if (!mapping.Columns.TryGetValue(field, out string? column) || !ApiName.IsColumn(column))
            {
                throw Unusable($"{path}.columns must name a column for the field {field}, by which rows are told apart and sorted.");
            }
        }

        foreach (string field in mapping.Fields.Required)
        {
            if (!mapping.Columns.ContainsKey(field) && !mapping.Constants.ContainsKey(field))
            {
                throw Unusable($"{path} has neither a column nor a constant for the field {field}.");
            }
        }
    }

    private static TimeZoneInfo Zone(string name, string path) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone)
        ? zone
        : throw Unusable($"{path}.timeZone is {name}, which is no time zone: write for example Europe/Berlin.");

    private static Dictionary<string, string> Own(SourceFields fields) => fields.Standard.ToDictionary(static field => field, static field => field, StringComparer.Ordinal);

    private static ConnectorException Unusable(string problem) =>
        new(new Failure(FailureKind.NeedsAttention, "supabase.settings", problem, "Correct the connection's settings."));
}
