using System.Buffers;
using System.Globalization;
using System.Text.Json;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.Supabase.Querying;
using SyncKit.Testing.Supabase.Tables;
using SyncKit.Testing.Supabase.Values;
using SyncKit.Testing.Supabase.Wire;

namespace SyncKit.Testing.Supabase.Rest;

/// <summary>The paths below <c>/rest/v1</c>.</summary>
internal sealed class RestApi(SimulatedProject project)
{
    private const string ObjectType = "application/vnd.pgrst.object+json";
    private const string FunctionPrefix = "rpc/";

    private readonly WriteRoutes writes = new(project);

    /// <summary>Answers a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="path">What comes after <c>/rest/v1/</c>.</param>
    /// <param name="access">Who asks.</param>
    /// <exception cref="DatabaseErrorException">PostgREST or the database refuses.</exception>
    public SimulatedResponse Answer(SimulatedRequest request, string path, Access access)
    {
        bool reads = request.Method is "GET" or "HEAD";
        string schema = request.Headers.GetValueOrDefault(reads ? "Accept-Profile" : "Content-Profile") ?? project.Schemas[0];
        if (!project.Schemas.Contains(schema))
        {
            throw Refuse.HiddenSchema(schema, project.Schemas);
        }

        if (path.Length == 0)
        {
            return OpenApi.Describe(project, schema);
        }

        Preferences preferences = new(request);
        if (path.StartsWith(FunctionPrefix, StringComparison.Ordinal))
        {
            return Call(request, schema, path[FunctionPrefix.Length..], preferences, access);
        }

        ProjectTable table = project.Table(schema, path)
            ?? throw Refuse.UnknownTable(schema, path, project.Tables.Where(each => each.Schema == schema).Select(static each => each.Name));
        return request.Method switch
        {
            "GET" or "HEAD" => Read(request, table, preferences, access),
            "POST" => writes.Insert(request, table, preferences, access),
            "PATCH" => writes.Update(request, table, preferences, access),
            "DELETE" => writes.Delete(request, table, preferences, access),
            _ => throw new DatabaseErrorException("PGRST117", $"Unsupported HTTP method: {request.Method}"),
        };
    }

    /// <summary>An answer with rows; one alone when that is asked for.</summary>
    public static SimulatedResponse Rows(SimulatedRequest request, int status, ReadPlan plan, IReadOnlyList<TableRow> rows, RowQuery query)
    {
        bool single = WantsOne(request, rows.Count);
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, JsonOutput.Options))
        {
            if (!single)
            {
                json.WriteStartArray();
            }

            foreach (TableRow row in rows)
            {
                query.Write(json, plan, row);
            }

            if (!single)
            {
                json.WriteEndArray();
            }
        }

        return new SimulatedResponse(status, buffer.WrittenMemory, single ? ObjectType + "; charset=utf-8" : "application/json; charset=utf-8");
    }

    private static bool WantsOne(SimulatedRequest request, int rows)
    {
        string accept = request.Headers.GetValueOrDefault("Accept") ?? "*/*";
        bool single = accept.Contains(ObjectType, StringComparison.Ordinal);
        if (!single && !accept.Contains("json", StringComparison.Ordinal) && !accept.Contains("*/*", StringComparison.Ordinal))
        {
            throw new DatabaseErrorException("PGRST107", $"None of these media types are available: {accept}");
        }

        return single && rows != 1 ? throw Refuse.NotOneObject(rows) : single;
    }

    private SimulatedResponse Read(SimulatedRequest request, ProjectTable table, Preferences preferences, Access access)
    {
        ReadPlan plan = new PlanReader(project.Tables).Read(table, request);
        ReadRange(request, plan);
        RowQuery query = new(access, project.MaxRows);
        (IReadOnlyList<TableRow> rows, long counted) = query.Run(plan);
        long? total = preferences.Counts ? counted : null;
        if (plan.Offset > 0 && plan.Offset > total)
        {
            throw Refuse.OutOfRange(plan.Offset, total.Value);
        }

        int status = rows.Count < total ? 206 : 200;
        SimulatedResponse response = Rows(request, status, plan, rows, query).With("Content-Range", Range(plan.Offset, rows.Count, total));
        return preferences.Applied(response, "count");
    }

    public static string Range(long offset, int rows, long? total)
    {
        string all = total?.ToString(CultureInfo.InvariantCulture) ?? "*";
        return rows == 0 ? $"*/{all}" : string.Create(CultureInfo.InvariantCulture, $"{offset}-{offset + rows - 1}/{all}");
    }

    private static void ReadRange(SimulatedRequest request, ReadPlan plan)
    {
        string[] bounds = (request.Headers.GetValueOrDefault("Range") ?? string.Empty).Replace("items=", string.Empty, StringComparison.Ordinal).Split('-');
        if (bounds.Length != 2 || !long.TryParse(bounds[0], NumberStyles.None, CultureInfo.InvariantCulture, out long first))
        {
            return;
        }

        plan.Offset = Math.Max(plan.Offset, first);
        if (long.TryParse(bounds[1], NumberStyles.None, CultureInfo.InvariantCulture, out long last))
        {
            plan.Limit = Math.Min(plan.Limit ?? long.MaxValue, last - first + 1);
        }
    }

    private SimulatedResponse Call(SimulatedRequest request, string schema, string name, Preferences preferences, Access access)
    {
        using JsonDocument arguments = request.Method switch
        {
            "POST" => request.Body.IsEmpty ? JsonDocument.Parse("{}") : WriteRoutes.Body(request),
            "GET" or "HEAD" => Arguments(request),
            _ => throw new DatabaseErrorException("PGRST117", $"Unsupported HTTP method: {request.Method}"),
        };
        string[] given = [.. arguments.RootElement.EnumerateObject().Select(static member => member.Name)];
        if (schema != project.Schemas[0] || project.Function(name) is not { } function || given.Any(argument => !function.Parameters.Contains(argument)))
        {
            throw Refuse.UnknownFunction(schema, name, given);
        }

        string? result = project.Run(access, (_, _) => function.Body(project, arguments.RootElement));
        return preferences.Applied(result is null ? new SimulatedResponse(204, default, "text/plain") : SimulatedResponse.Json(200, result), "return");
    }

    private static JsonDocument Arguments(SimulatedRequest request)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            foreach ((string name, var value) in request.Query.Where(static pair => pair.Key is not ("apikey" or "select")))
            {
                json.WriteString(name, value.ToString());
            }

            json.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.WrittenMemory);
    }
}
