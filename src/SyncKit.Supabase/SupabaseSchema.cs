using System.Reflection;
using System.Text;

namespace SyncKit.Supabase;

/// <summary>
/// The default schema as SQL: tables for orders with their lines and refunds, customers and products, in the schema <c>public</c>, with row-level security
/// and a function that writes whole orders. Apply it in the project's SQL editor, or over a database connection: the Data API, which SyncKit speaks, cannot
/// create tables. It may be applied again at any time.
/// </summary>
public static class SupabaseSchema
{
    private static readonly Lazy<string> Whole = new(Read);

    /// <summary>All statements, in order.</summary>
    public static string Sql => Whole.Value;

    private static string Read()
    {
        Assembly assembly = typeof(SupabaseSchema).Assembly;
        StringBuilder sql = new();
        foreach (string name in assembly.GetManifestResourceNames().Where(static name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            sql.Append(reader.ReadToEnd()).Append('\n');
        }

        return sql.ToString();
    }
}
