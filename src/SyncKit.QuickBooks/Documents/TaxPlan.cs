using SyncKit.Faults;
using SyncKit.QuickBooks.Posting;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Documents;

/// <summary>How the company takes the tax of one document.</summary>
internal sealed record TaxPlan
{
    /// <summary>The line code of everything taxed where lines are only taxed or not.</summary>
    public const string Taxed = "TAX";

    public const string Untaxed = "NON";

    /// <summary>How the company reckons it.</summary>
    public required PostingTax Tax { get; init; }

    /// <summary>The codes of the lines, in their order; empty for an untaxed line of a company whose lines are only taxed or not.</summary>
    public required IReadOnlyList<string> LineCodes { get; init; }

    /// <summary>The document's one tax code; empty where there is none.</summary>
    public string DocumentCodeId { get; init; } = string.Empty;

    /// <summary>The code of lines without tax; empty where there is none.</summary>
    public string ZeroCodeId { get; init; } = string.Empty;

    public TaxModel Model => Tax.Model;

    /// <summary>How the company takes the tax of these lines, or why it cannot.</summary>
    /// <param name="booking">The order.</param>
    /// <param name="lines">The document's lines.</param>
    /// <param name="ofSale">Whether they are the whole order's, so that its tax per rate is theirs.</param>
    public static (TaxPlan? Plan, Failure? Refusal) For(Booking booking, IReadOnlyList<ShopLine> lines, bool ofSale)
    {
        TaxModel model = ModelOf(booking);
        return model switch
        {
            TaxModel.Manual => ForManual(booking, lines, ofSale),
            TaxModel.Global => ForGlobal(booking, lines, ofSale),
            _ => (Simple(booking, model, lines), null),
        };
    }

    private static TaxModel ModelOf(Booking booking) =>
        booking.Settings.TaxAsLine ? TaxModel.AsLine
        : booking.Company.TaxEngine == TaxEngine.None ? TaxModel.None
        : !booking.Company.IsUnitedStates ? TaxModel.Global
        : booking.Company.TaxEngine == TaxEngine.Automated ? TaxModel.Automated
        : TaxModel.Manual;

    private static TaxPlan Simple(Booking booking, TaxModel model, IReadOnlyList<ShopLine> lines) => new()
    {
        Tax = new PostingTax { Model = model, Arithmetic = booking.Settings.TaxArithmetic },
        LineCodes = [.. lines.Select(line => model == TaxModel.Automated && line.IsTaxed ? Taxed : string.Empty)],
    };

    private static (TaxPlan? Plan, Failure? Refusal) ForManual(Booking booking, IReadOnlyList<ShopLine> lines, bool ofSale)
    {
        (IReadOnlyList<LineCode>? codes, Failure? refusal) = LineCode.OfTaxed(booking, lines);
        if (codes is null)
        {
            return (null, refusal);
        }

        string[] names = [.. codes.Where(static code => code.Code is not null).Select(static code => code.Name).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (names.Length > 1)
        {
            return (null, Refusals.Of(
                "tax-codes",
                $"The order's taxes are mapped to the tax codes {names[0]} and {names[1]}, and a company in the United States takes one for the whole document.",
                "Map the shop's tax rates to one tax code or set taxAsLine to true, then retry."));
        }

        ResolvedReference? code = codes.FirstOrDefault(static code => code.Code is not null)?.Code;
        PostingTaxCode[] taxed = code is null ? [] : [new PostingTaxCode(Taxed, TaxCodeRates.Of(code))];
        string[] lineCodes = [.. codes.Select(static code => code.Code is null ? string.Empty : Taxed)];
        return (new TaxPlan
        {
            Tax = new PostingTax
            {
                Model = TaxModel.Manual,
                Arithmetic = booking.Settings.TaxArithmetic,
                Codes = taxed,
                Amounts = TaxAmounts.PerRate(booking.Order, lines, lineCodes, taxed, ofSale),
            },
            LineCodes = lineCodes,
            DocumentCodeId = code?.Id ?? string.Empty,
        }, null);
    }

    private static (TaxPlan? Plan, Failure? Refusal) ForGlobal(Booking booking, IReadOnlyList<ShopLine> lines, bool ofSale)
    {
        (IReadOnlyList<LineCode>? taxed, Failure? refusal) = LineCode.OfTaxed(booking, lines);
        (IReadOnlyList<LineCode>? codes, refusal) = taxed is null ? (null, refusal) : LineCode.WithUntaxed(booking, lines, taxed);
        if (codes is null)
        {
            return (null, refusal);
        }

        PostingTaxCode[] used = [.. codes.Select(static code => code.Code).OfType<ResolvedReference>()
            .DistinctBy(static code => code.Id).Select(static code => new PostingTaxCode(code.Id, TaxCodeRates.Of(code)))];
        string[] lineCodes = [.. codes.Select(static code => code.Code?.Id ?? string.Empty)];
        return (new TaxPlan
        {
            Tax = new PostingTax
            {
                Model = TaxModel.Global,
                Arithmetic = booking.Settings.TaxArithmetic,
                PricesIncludeTax = booking.Order.PricesIncludeTax,
                Codes = used,
                Amounts = TaxAmounts.PerRate(booking.Order, lines, lineCodes, used, ofSale),
            },
            LineCodes = lineCodes,
            ZeroCodeId = booking.Settings.ZeroTaxCode.Length > 0 ? booking.Id(OrderReferences.Code(booking.Settings.ZeroTaxCode)) : string.Empty,
        }, null);
    }
}
