namespace SyncKit.Testing.WooCommerce;

/// <summary>The store's own tax rates: one rate in Texas, two with a compound one in California, a reduced rate in all states, and one in Germany.</summary>
internal static class TaxTable
{
    private static readonly StoreTaxRate Reduced = new(4, "US-REDUCED TAX-1", "Reduced Tax", 2m, TaxClass: "reduced-rate");

    private static readonly IReadOnlyList<StoreTaxRate> Texas = [new(1, "US-TX-SALES TAX-1", "Sales Tax", 8.25m), Reduced];

    private static readonly IReadOnlyList<StoreTaxRate> California =
    [
        new(2, "US-CA-CA SALES TAX-1", "CA Sales Tax", 7.25m, OnShipping: false),
        new(3, "US-CA-CITY SURCHARGE-2", "City Surcharge", 1.375m, Compound: true, OnShipping: false),
        Reduced,
    ];

    private static readonly IReadOnlyList<StoreTaxRate> OtherStates = [Reduced];

    private static readonly IReadOnlyList<StoreTaxRate> Germany = [new(5, "DE-MWST. 19%-1", "MwSt. 19%", 19m)];

    private static readonly IReadOnlyList<StoreTaxRate> Canada =
    [
        new(6, "CA-QC-GST-1", "GST", 5m),
        new(7, "CA-QC-QST-1", "QST", 9.975m),
    ];

    public static IReadOnlyList<StoreTaxRate> For(StoreOrder order)
    {
        StoreAddress address = order.Shipping.Country.Length > 0 ? order.Shipping : order.Billing;
        return (address.Country, address.State) switch
        {
            ("US", "TX") => Texas,
            ("US", "CA") => California,
            ("US", _) => OtherStates,
            ("DE", _) => Germany,
            ("CA", "QC") => Canada,
            _ => [],
        };
    }
}
