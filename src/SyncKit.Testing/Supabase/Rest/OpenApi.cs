using System.Buffers;
using System.Text.Json;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.Supabase.Tables;
using SyncKit.Testing.Supabase.Values;

namespace SyncKit.Testing.Supabase.Rest;

/// <summary>The description of a project's API, in the form of Swagger 2.0.</summary>
internal static class OpenApi
{
    private const string ContentType = "application/openapi+json; charset=utf-8";

    public static SimulatedResponse Describe(SimulatedProject project, string schema)
    {
        ProjectTable[] tables = [.. project.Tables.Where(table => table.Schema == schema)];
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, JsonOutput.Options))
        {
            json.WriteStartObject();
            json.WriteString("swagger", "2.0");
            json.WriteStartObject("info");
            json.WriteString("title", "standard public schema");
            json.WriteString("description", string.Empty);
            json.WriteString("version", "14.1");
            json.WriteEndObject();
            json.WriteString("host", $"{project.Url.Authority}");
            json.WriteString("basePath", "/");
            json.WriteStartObject("paths");
            WritePath(json, "/", ["get"]);
            Array.ForEach(tables, table => WritePath(json, "/" + table.Name, ["get", "post", "delete", "patch"]));
            foreach (string function in project.FunctionNames)
            {
                WritePath(json, "/rpc/" + function, ["get", "post"]);
            }

            json.WriteEndObject();
            json.WriteStartObject("definitions");
            Array.ForEach(tables, table => WriteDefinition(json, table));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return new SimulatedResponse(200, buffer.WrittenMemory, ContentType);
    }

    private static void WritePath(Utf8JsonWriter json, string path, string[] methods)
    {
        json.WriteStartObject(path);
        foreach (string method in methods)
        {
            json.WriteStartObject(method);
            json.WriteStartArray("tags");
            json.WriteStringValue(path.Trim('/'));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteDefinition(Utf8JsonWriter json, ProjectTable table)
    {
        json.WriteStartObject(table.Name);
        string[] required = [.. table.Columns.Where(static column => !column.IsNullable).Select(static column => column.Name)];
        if (required.Length > 0)
        {
            json.WriteStartArray("required");
            Array.ForEach(required, json.WriteStringValue);
            json.WriteEndArray();
        }

        json.WriteStartObject("properties");
        for (int i = 0; i < table.Columns.Count; i++)
        {
            WriteColumn(json, table, i);
        }

        json.WriteEndObject();
        json.WriteString("type", "object");
        json.WriteEndObject();
    }

    private static void WriteColumn(Utf8JsonWriter json, ProjectTable table, int place)
    {
        TableColumn column = table.Columns[place];
        json.WriteStartObject(column.Name);
        if (column.DefaultText is { } text)
        {
            json.WriteString("default", text);
        }

        string note = string.Empty;
        if (table.PrimaryKey?.Columns.Contains(place) == true)
        {
            note = "Note:\nThis is a Primary Key.<pk/>";
        }

        if (table.ForeignKeys.Find(key => key.Columns.Count == 1 && key.Columns[0] == place) is { } reference)
        {
            string target = reference.Target.Columns[reference.TargetColumns[0]].Name;
            note += $"{(note.Length > 0 ? "\n" : "Note:\n")}This is a Foreign Key to `{reference.Target.Name}.{target}`.<fk table='{reference.Target.Name}' column='{target}'/>";
        }

        if (note.Length > 0)
        {
            json.WriteString("description", note);
        }

        json.WriteString("format", column.Type.Name);
        if (column.Type.Length is { } longest)
        {
            json.WriteNumber("maxLength", longest);
        }

        if (TypeOf(column.Type.Kind) is { } type)
        {
            json.WriteString("type", type);
        }

        json.WriteEndObject();
    }

    private static string? TypeOf(PgKind kind) => kind switch
    {
        PgKind.Whole => "integer",
        PgKind.Numeric or PgKind.Real => "number",
        PgKind.Truth => "boolean",
        PgKind.Json or PgKind.Jsonb => null,
        _ => "string",
    };
}
