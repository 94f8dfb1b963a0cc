using System.Globalization;

namespace SyncKit.Testing.Supabase.Values;

/// <summary>The types that a declaration may name.</summary>
internal static class TypeNames
{
    /// <summary>The type of a name in any of its spellings, with its length or digits; <see langword="null"/> when the simulator has none of that name.</summary>
    public static PgType? Find(string name, IReadOnlyList<string> arguments) => name.ToLowerInvariant() switch
    {
        "text" or "citext" => new PgType("text", PgKind.Text),
        "varchar" or "character varying" => new PgType("character varying", PgKind.Text) { Length = arguments.Count > 0 ? Number(arguments[0]) : null },
        "char" or "character" => new PgType("character", PgKind.Text) { Length = arguments.Count > 0 ? Number(arguments[0]) : 1 },
        "uuid" => new PgType("uuid", PgKind.Uuid),
        "smallint" or "int2" => new PgType("smallint", PgKind.Whole),
        "integer" or "int" or "int4" or "serial" => new PgType("integer", PgKind.Whole),
        "bigint" or "int8" or "bigserial" => new PgType("bigint", PgKind.Whole),
        "numeric" or "decimal" => new PgType("numeric", PgKind.Numeric)
        {
            Digits = arguments.Count == 0 ? null : (Number(arguments[0]), arguments.Count > 1 ? Number(arguments[1]) : 0),
        },
        "real" or "float4" or "float8" or "double precision" => new PgType("double precision", PgKind.Real),
        "boolean" or "bool" => new PgType("boolean", PgKind.Truth),
        "timestamptz" or "timestamp with time zone" => new PgType("timestamp with time zone", PgKind.Instant),
        "timestamp" or "timestamp without time zone" => new PgType("timestamp without time zone", PgKind.LocalTime),
        "date" => new PgType("date", PgKind.Day),
        "json" => new PgType("json", PgKind.Json),
        "jsonb" => new PgType("jsonb", PgKind.Jsonb),
        _ => null,
    };

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
