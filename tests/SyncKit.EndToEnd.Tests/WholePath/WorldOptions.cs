using SyncKit.Hosting;
using SyncKit.QuickBooks;
using SyncKit.Testing.QuickBooks;
using SyncKit.WooCommerce;

namespace SyncKit.EndToEnd.Tests.WholePath;

/// <summary>In what a <see cref="World"/> differs from the usual one.</summary>
internal sealed class WorldOptions
{
    public Action<QuickBooksSimulatorOptions> Intuit { get; set; } = static _ => { };

    public CompanyOptions Company { get; set; } = new() { TaxEngine = TaxEngine.Automated };

    /// <summary>Further members of the settings of each merchant's connection to the books, as JSON; each begins with a comma.</summary>
    public string Books { get; set; } = string.Empty;

    /// <summary>The statuses of orders that stand in the books.</summary>
    public IReadOnlyList<string> Posted { get; set; } = ["processing", "completed", "refunded"];

    public Action<QuickBooksOptions> QuickBooks { get; set; } = static _ => { };

    public Action<WooCommerceOptions> WooCommerce { get; set; } = static _ => { };

    public Action<SyncKitOptions> Engine { get; set; } = static _ => { };
}
