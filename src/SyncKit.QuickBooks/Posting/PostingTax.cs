namespace SyncKit.QuickBooks.Posting;

/// <summary>How a company takes the tax of a document.</summary>
public sealed record PostingTax
{
    /// <summary>The company's tax model.</summary>
    public required TaxModel Model { get; init; }

    /// <summary>How the company comes to the tax. <value>Default: it keeps the stated amounts.</value></summary>
    public TaxArithmetic Arithmetic { get; init; }

    /// <summary>Whether the document's prices include tax; only companies outside the United States take that, and elsewhere it has no effect. <value>Default: false.</value></summary>
    public bool PricesIncludeTax { get; init; }

    /// <summary>The codes that lines name, each with its rates. A code that is missing here charges nothing.</summary>
    public IReadOnlyList<PostingTaxCode> Codes { get; init; } = [];

    /// <summary>
    /// The shop's tax per rate of the company, by the rate's id. Rates of a code that are missing here have none. Empty where the shop's tax is not told by rate:
    /// the total is then spread over the rates by their percentages.
    /// </summary>
    public IReadOnlyDictionary<string, decimal> Amounts { get; init; } = new Dictionary<string, decimal>();
}
