using SyncKit.QuickBooks.Posting;
using SyncKit.Commerce;
using SyncKit.Faults;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Documents;

/// <summary>How an order's tax goes into its documents.</summary>
internal sealed record TaxPlan
{
    private TaxPlan(TaxEngine engine, bool asLine)
    {
        Engine = engine;
        AsLine = asLine;
    }

    public TaxEngine Engine { get; }

    /// <summary>Whether tax is an ordinary line.</summary>
    public bool AsLine { get; }

    /// <summary>The tax code; empty unless rates are kept by hand.</summary>
    public string TaxCodeId { get; private init; } = string.Empty;

    public IReadOnlyList<PostingTaxRate> Rates { get; private init; } = [];

    /// <summary>How the company takes the order's tax, or why it cannot.</summary>
    public static (TaxPlan? Plan, Failure? Refusal) For(Order order, Company company, QuickBooksSettings settings, ResolvedReference? taxCode)
    {
        TaxPlan plan = new(company.TaxEngine, settings.TaxAsLine);
        bool isTaxed = order.TotalTax != 0 || order.Refunds.Any(static refund => refund.TotalTax != 0);
        if (settings.TaxAsLine || !isTaxed || company.TaxEngine == TaxEngine.Automated)
        {
            return (plan, null);
        }

        string tax = new Money(order.TotalTax, order.Currency).ToString();
        if (company.TaxEngine == TaxEngine.None)
        {
            return (null, Refusals.Of(
                "no-sales-tax",
                $"The order has {tax} of tax, but sales tax is switched off in the QuickBooks company.",
                "Switch on sales tax in QuickBooks or set taxAsLine to true, then retry."));
        }

        IReadOnlyList<PostingTaxRate> rates = taxCode is null ? [] : TaxCodeRates.Of(taxCode);
        return rates.Count > 0
            ? (plan with { TaxCodeId = taxCode!.Id, Rates = rates }, null)
            : (null, Refusals.Of(
                "tax-code-missing",
                $"The order has {tax} of tax, and the QuickBooks company keeps its tax rates by hand, but no tax code is set.",
                "Set taxCode to the name of a QuickBooks tax code that has a rate, then retry."));
    }
}
