using System.Globalization;
using System.Text.Json;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.Supabase.Querying;
using SyncKit.Testing.Supabase.Tables;
using SyncKit.Testing.Supabase.Values;
using SyncKit.Testing.Supabase.Wire;
using SyncKit.Testing.Supabase.Writing;

namespace SyncKit.Testing.Supabase.Rest;

/// <summary>What changes rows.</summary>
internal sealed class WriteRoutes(SimulatedProject project)
{
    private static readonly string[] InsertPreferences = ["resolution", "missing", "return", "count"];
    private static readonly string[] ChangePreferences = ["return", "count", "handling", "max-affected"];

    public SimulatedResponse Insert(SimulatedRequest request, ProjectTable table, Preferences preferences, Access access)
    {
        using JsonDocument body = Body(request);
        ReadPlan plan = new PlanReader(project.Tables).Read(table, request, filters: false);
        InsertOptions options = new()
        {
            Columns = Names(request, "columns"),
            OnConflict = Names(request, "on_conflict"),
            Resolution = preferences.Resolution,
            MissingAreDefault = preferences.MissingAreDefault,
        };
        SimulatedResponse response = project.Run(access, (writer, _) =>
        {
            InsertResult result = writer.Insert(table, body.RootElement, options);
            int status = options.Resolution == "merge-duplicates" && result.Inserted == 0 && result.Rows.Count > 0 ? 200 : 201;
            return Written(request, status, plan, result.Rows, preferences, access)
                .With("Content-Range", preferences.Counts ? $"*/{result.Rows.Count}" : "*/*");
        });
        return preferences.Applied(response, InsertPreferences);
    }

    public SimulatedResponse Update(SimulatedRequest request, ProjectTable table, Preferences preferences, Access access)
    {
        using JsonDocument body = Body(request);
        ReadPlan plan = Conditioned(request, table, "UPDATE");
        SimulatedResponse response = project.Run(access, (writer, query) =>
        {
            IReadOnlyList<TableRow> rows = writer.Update(table, Reached(query, plan, preferences), body.RootElement);
            int status = preferences.Return == "representation" ? 200 : 204;
            return Written(request, status, plan, rows, preferences, access)
                .With("Content-Range", RestApi.Range(0, rows.Count, preferences.Counts ? rows.Count : null));
        });
        return preferences.Applied(response, ChangePreferences);
    }

    public SimulatedResponse Delete(SimulatedRequest request, ProjectTable table, Preferences preferences, Access access)
    {
        ReadPlan plan = Conditioned(request, table, "DELETE");
        SimulatedResponse response = project.Run(access, (writer, query) =>
        {
            List<TableRow> rows = Reached(query, plan, preferences);
            int status = preferences.Return == "representation" ? 200 : 204;
            SimulatedResponse answer = Written(request, status, plan, rows, preferences, access)
                .With("Content-Range", preferences.Counts ? $"*/{rows.Count}" : "*/*");
            writer.Delete(table, rows);
            return answer;
        });
        return preferences.Applied(response, ChangePreferences);
    }

    /// <summary>The JSON that was sent.</summary>
    /// <exception cref="DatabaseErrorException">It is none.</exception>
    public static JsonDocument Body(SimulatedRequest request)
    {
        string type = request.Headers.GetValueOrDefault("Content-Type") ?? "application/json";
        if (!type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            throw Refuse.BadBody($"Content-Type not acceptable: {type}");
        }

        try
        {
            return JsonDocument.Parse(request.Body);
        }
        catch (JsonException)
        {
            throw Refuse.BadBody("Empty or invalid json");
        }
    }

    /// <summary>Supabase has the database refuse to change or delete a whole table at once.</summary>
    private ReadPlan Conditioned(SimulatedRequest request, ProjectTable table, string verb)
    {
        ReadPlan plan = new PlanReader(project.Tables).Read(table, request);
        return plan.Conditions.Count > 0 ? plan : throw new DatabaseErrorException("21000", $"{verb} requires a WHERE clause");
    }

    /// <summary>The rows that a change reaches: a limit is ignored.</summary>
    private static List<TableRow> Reached(RowQuery query, ReadPlan plan, Preferences preferences)
    {
        List<TableRow> rows = [.. query.Matching(plan, plan.Table.Rows)];
        return rows.Count > preferences.MaxAffected
            ? throw new DatabaseErrorException("PGRST124", "Query result exceeds max-affected preference constraint", $"The query affects {rows.Count} rows")
            : rows;
    }

    private static SimulatedResponse Written(
        SimulatedRequest request, int status, ReadPlan plan, IReadOnlyList<TableRow> rows, Preferences preferences, Access access)
    {
        if (preferences.Return == "representation")
        {
            return RestApi.Rows(request, status, plan, rows, new RowQuery(access, int.MaxValue));
        }

        SimulatedResponse response = new(status, default, "application/json; charset=utf-8");
        return preferences.Return == "headers-only" && request.Method == "POST" && rows.Count == 1 && plan.Table.PrimaryKey is { } key
            ? response.With("Location", Location(plan.Table, rows[0], key))
            : response;
    }

    private static string Location(ProjectTable table, TableRow row, UniqueKey key) => $"/{table.Name}?" + string.Join('&', key.Columns.Select(column =>
        string.Create(CultureInfo.InvariantCulture, $"{table.Columns[column].Name}=eq.{Uri.EscapeDataString(PgType.Text(row.Values[column])!)}")));

    private static string[]? Names(SimulatedRequest request, string parameter) => request.Query.TryGetValue(parameter, out var value)
        ? [.. value.ToString().Split(',').Select(static name => name.Trim('"'))]
        : null;
}
