using SyncKit.Faults;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Documents;

/// <summary>The company's tax code of one line. Pure.</summary>
/// <param name="Name">What the settings call it; empty for none.</param>
/// <param name="Code">The code; <see langword="null"/> for none.</param>
internal sealed record LineCode(string Name, ResolvedReference? Code)
{
    private static readonly LineCode s_none = new(string.Empty, null);

    /// <summary>The codes of the taxed lines; none for the others.</summary>
    public static (IReadOnlyList<LineCode>? Codes, Failure? Refusal) OfTaxed(Booking booking, IReadOnlyList<ShopLine> lines)
    {
        List<LineCode> codes = [];
        foreach (ShopLine line in lines)
        {
            IReadOnlyList<string> names = line.IsTaxed ? booking.References.TaxNames.Of(line) : [];
            if (names.Count > 1)
            {
                return (null, Refusals.Of(
                    "tax-codes",
                    $"The taxes of {line.Name} are mapped to the tax codes {names[0]} and {names[1]}, and a line takes one.",
                    "Map all rates of such a line to the one tax code that holds them, then retry."));
            }

            if (line.IsTaxed && names.Count == 0)
            {
                return (null, Refusals.Of(
                    "tax-code-missing",
                    $"{line.Name} has {Cents.Show(line.Tax)} {booking.Order.Currency} of tax, but no tax code of the QuickBooks company is set for it.",
                    "Set taxCode to the name of a QuickBooks tax code that has a rate, then retry."));
            }

            codes.Add(names.Count == 0 ? s_none : Of(booking, names[0]));
        }

        return (codes, null);
    }

    /// <summary>The same with codes for the lines without tax: one of no percent that a rule names, or else the setting's.</summary>
    public static (IReadOnlyList<LineCode>? Codes, Failure? Refusal) WithUntaxed(
        Booking booking, IReadOnlyList<ShopLine> lines, IReadOnlyList<LineCode> taxed)
    {
        List<LineCode> codes = [];
        for (int i = 0; i < lines.Count; i++)
        {
            LineCode code = taxed[i].Code is not null || !lines[i].HasPlace ? taxed[i] : OfUntaxed(booking, lines[i]);
            if (code.Code is null && lines[i].HasPlace)
            {
                return (null, Refusals.Of(
                    "zero-tax-code",
                    $"{lines[i].Name} has no tax, and the QuickBooks company needs a tax code on every line.",
                    "Set zeroTaxCode to the name of a QuickBooks tax code of zero percent, then retry."));
            }

            codes.Add(code);
        }

        return (codes, null);
    }

    private static LineCode OfUntaxed(Booking booking, ShopLine line)
    {
        string named = booking.References.TaxNames.OfUntaxed(line);
        LineCode code = named.Length > 0 ? Of(booking, named) : s_none;
        bool charges = code.Code is null || TaxCodeRates.Of(code.Code).Any(static rate => rate.Percent != 0);
        return !charges ? code : booking.Settings.ZeroTaxCode.Length > 0 ? Of(booking, booking.Settings.ZeroTaxCode) : s_none;
    }

    private static LineCode Of(Booking booking, string name) => new(name, booking.Of(OrderReferences.Code(name)));
}
