namespace SyncKit.Testing.QuickBooks.Tax;

/// <summary>The sales tax codes a bookkeeper usually sets up, by country.</summary>
internal static class StandardTaxCodes
{
    public static IReadOnlyList<(string Name, IReadOnlyList<(string Name, decimal Percent, bool Compound)> Rates)> Of(string country) => country switch
    {
        "GB" =>
        [
            ("20.0% S", [("VAT Standard", 20m, false)]),
            ("5.0% R", [("VAT Reduced", 5m, false)]),
            ("0.0% Z", [("VAT Zero", 0m, false)]),
            ("Exempt", []),
        ],
        "AU" =>
        [
            ("GST", [("GST (sales)", 10m, false)]),
            ("GST free", [("GST-free (sales)", 0m, false)]),
        ],
        "CA" =>
        [
            ("GST", [("GST", 5m, false)]),
            ("HST ON", [("HST (ON)", 13m, false)]),
            ("GST/PST BC", [("GST", 5m, false), ("PST (BC)", 7m, false)]),
            ("GST/QST QC", [("GST", 5m, false), ("QST", 9.975m, false)]),
            ("Zero-rated", [("GST Zero", 0m, false)]),
            ("Exempt", []),
        ],
        _ => [("Standard", [("Standard", 8.25m, false)])],
    };
}
