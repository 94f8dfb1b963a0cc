using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Faults;

namespace SyncKit.WooCommerce.Stock;

/// <summary>What of a product is written, as the settings say it. Pure.</summary>
/// <param name="Fields">The fields.</param>
/// <param name="ById">Whether products are found by the store's id rather than by SKU.</param>
internal sealed record StockSettings(IReadOnlySet<string> Fields, bool ById)
{
    public const string Quantity = "stock_quantity";
    public const string Status = "stock_status";
    public const string RegularPrice = "regular_price";
    public const string SalePrice = "sale_price";

    private static readonly string[] All = [Quantity, Status, RegularPrice, SalePrice];

    public static bool TryRead(Connection connection, [NotNullWhen(true)] out StockSettings? settings, [NotNullWhen(false)] out Failure? failure)
    {
        settings = null;
        WooCommerceStock stock;
        try
        {
            stock = connection.Settings.As(WooCommerceSettingsJson.Default.WooCommerceSettings).Stock ?? new WooCommerceStock();
        }
        catch (JsonException exception)
        {
            failure = Unusable($"The settings cannot be read at {exception.Path ?? "their beginning"}.");
            return false;
        }

        string? unknown = stock.Fields.FirstOrDefault(static field => !All.Contains(field));
        string? problem = stock switch
        {
            { Fields.Count: 0 } => "stock.fields is empty: name what is written.",
            _ when unknown is not null => $"stock.fields knows no field {unknown}; possible are {string.Join(", ", All)}.",
            { Match: not ("sku" or "id") } => $"stock.match is {stock.Match}; write sku or id.",
            _ => null,
        };
        failure = problem is null ? null : Unusable(problem);
        settings = problem is null ? new StockSettings(stock.Fields.ToHashSet(StringComparer.Ordinal), stock.Match == "id") : null;
        return settings is not null;
    }

    private static Failure Unusable(string problem) => new(FailureKind.NeedsAttention, "woocommerce.settings", problem, "Correct the connection's settings.");
}
