namespace SyncKit.QuickBooks.Posting;

/// <summary>How a company takes tax.</summary>
public enum TaxModel
{
    /// <summary>Not at all: tax that is sent is dropped, so nothing with tax can be posted.</summary>
    None,

    /// <summary>As an ordinary untaxed line.</summary>
    AsLine,

    /// <summary>United States, rates kept by hand: one tax code for the whole document, lines are taxed or not.</summary>
    Manual,

    /// <summary>United States, automated sales tax: QuickBooks chooses the rates, a stated total is honoured.</summary>
    Automated,

    /// <summary>Every other country: a tax code on each line, amounts per rate.</summary>
    Global,
}
