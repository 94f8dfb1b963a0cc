namespace SyncKit.QuickBooks;

/// <summary>Says which tax code of the company a tax of the shop is. A condition that is left out is met by every line; the first rule that matches wins.</summary>
public sealed record TaxRule
{
    /// <summary>The shop's tax rate: its id, code or label. <value>Empty by default: every rate.</value></summary>
    public string Rate { get; set; } = string.Empty;

    /// <summary>The shop's tax class, for example <c>reduced-rate</c>; <c>standard</c> stands for the standard one. <value>Empty by default: every class.</value></summary>
    public string TaxClass { get; set; } = string.Empty;

    /// <summary>The name or id of the company's tax code. <value>Required.</value></summary>
    public string Code { get; set; } = string.Empty;
}
