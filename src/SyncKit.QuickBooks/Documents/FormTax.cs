using SyncKit.QuickBooks.Posting;

namespace SyncKit.QuickBooks.Documents;

/// <summary>What a sales form says of its tax.</summary>
internal sealed record FormTax
{
    /// <summary>How lines carry tax outside the United States; empty there.</summary>
    public string GlobalCalculation { get; init; } = string.Empty;

    /// <summary>Whether a discount line comes off before tax. Only companies in the United States ask.</summary>
    public bool AfterDiscount { get; init; }

    /// <summary>Whether the tax replaces what automated sales tax would put on the form's shipping field, which would otherwise come on top.</summary>
    public bool IncludesShipping { get; init; }

    /// <summary>Whether the form states its tax at all.</summary>
    public bool IsStated { get; init; }

    public string CodeId { get; init; } = string.Empty;

    public decimal Total { get; init; }

    /// <summary>The tax per rate; none where QuickBooks finds the rates itself.</summary>
    public IReadOnlyList<SolvedTax> Rates { get; init; } = [];

    public static FormTax Of(Booking booking, SolvedDocument solved)
    {
        PostingSolution solution = solved.Solution;
        bool isUnitedStates = booking.Company.IsUnitedStates;
        bool isGlobal = solved.Plan.Model == TaxModel.Global;
        bool byRate = isGlobal || (solved.Plan.Model == TaxModel.Manual && solution.TotalTax != 0);
        return new FormTax
        {
            GlobalCalculation = isUnitedStates ? string.Empty
                : !isGlobal ? "NotApplicable"
                : solved.Plan.Tax.PricesIncludeTax ? "TaxInclusive"
                : "TaxExcluded",
            AfterDiscount = isUnitedStates && solution.Discount > 0,
            IncludesShipping = solved.Plan.Model == TaxModel.Automated && solved.Lines.Any(static line => line.Item is null),
            IsStated = isGlobal || (isUnitedStates && booking.Company.TaxEngine != TaxEngine.None),
            CodeId = byRate && !isGlobal ? solved.Plan.DocumentCodeId : string.Empty,
            Total = solution.TotalTax,
            Rates = byRate ? solution.Taxes : [],
        };
    }

    /// <summary>A line's tax code as QuickBooks takes it.</summary>
    public static string LineCode(Booking booking, TaxPlan plan, string code) =>
        !booking.Company.IsUnitedStates ? (plan.Model == TaxModel.Global ? code : string.Empty)
        : booking.Company.TaxEngine == TaxEngine.None ? string.Empty
        : code.Length > 0 ? code
        : TaxPlan.Untaxed;
}
