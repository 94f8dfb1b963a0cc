using System.Text.Json;

namespace SyncKit.Testing.Supabase;

/// <summary>What of SyncKit's default schema no declaration of tables can say: its function, and whose rows a user sees.</summary>
public static class DefaultSchema
{
    private const string Orders = "synckit_orders";

    private static readonly string[] OrderKey = ["tenant_id", "source", "order_id"];

    private static readonly (string Table, string Part, string Id)[] Parts =
    [
        ("synckit_order_lines", "lines", "line_id"),
        ("synckit_order_refunds", "refunds", "refund_id"),
        ("synckit_order_refund_lines", "refund_lines", "refund_line_id"),
    ];

    /// <summary>
    /// Adds the function <c>synckit_put_orders</c> to a project whose tables were declared with the default schema's SQL, and lets a user see and write the rows
    /// of the tenant that its token names.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <exception cref="InvalidOperationException">The tables are not there.</exception>
    public static void Complete(SimulatedProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        foreach (string table in Parts.Select(static part => part.Table).Concat([Orders, "synckit_customers", "synckit_products"]))
        {
            project.Secure(table, static (claims, row) => TenantOf(claims) is { } tenant && tenant == row.GetProperty("tenant_id").GetString());
        }

        project.AddFunction("synckit_put_orders", ["orders"], static (owner, arguments) => Put(owner, arguments.GetProperty("orders")));
    }

    private static string? TenantOf(JsonElement claims) =>
        claims.TryGetProperty("app_metadata", out JsonElement app) && app.ValueKind == JsonValueKind.Object && app.TryGetProperty("tenant_id", out JsonElement own) ? own.GetString()
        : claims.TryGetProperty("tenant_id", out JsonElement tenant) ? tenant.GetString()
        : null;

    /// <summary>Writes orders with their parts, takes away the parts that they no longer have, and answers the orders whose sums are not those sent.</summary>
    private static string Put(SimulatedProject project, JsonElement documents)
    {
        List<string> differing = [];
        foreach (JsonElement document in documents.EnumerateArray())
        {
            JsonElement order = document.GetProperty("order");
            project.Upsert(Orders, order.GetRawText());
            string own = string.Join('&', OrderKey.Select(column => $"{column}=eq.{Uri.EscapeDataString(order.GetProperty(column).GetString()!)}"));
            foreach ((string table, string part, string id) in Parts.Reverse())
            {
                string[] kept = [.. document.GetProperty(part).EnumerateArray().Select(row => row.GetProperty(id).GetString()!)];
                foreach (string gone in project.Rows(table, own).Select(row => row.GetProperty(id).GetString()!).Except(kept))
                {
                    project.Delete(table, $"{own}&{id}=eq.{Uri.EscapeDataString(gone)}");
                }
            }

            foreach ((string table, string part, _) in Parts)
            {
                foreach (JsonElement row in document.GetProperty(part).EnumerateArray())
                {
                    project.Upsert(table, row.GetRawText());
                }
            }

            JsonElement stored = project.Rows(Orders, own).Single();
            if (stored.GetProperty("net_total").GetDecimal() != order.GetProperty("net_total").GetDecimal() || stored.GetProperty("net_tax").GetDecimal() != order.GetProperty("net_tax").GetDecimal())
            {
                differing.Add($$"""{"source":{{stored.GetProperty("source").GetRawText()}},"order_id":{{stored.GetProperty("order_id").GetRawText()}},"net_total":{{stored.GetProperty("net_total").GetRawText()}},"net_tax":{{stored.GetProperty("net_tax").GetRawText()}}}""");
            }
        }

        return $"[{string.Join(',', differing)}]";
    }
}
