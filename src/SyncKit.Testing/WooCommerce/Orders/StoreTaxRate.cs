namespace SyncKit.Testing.WooCommerce;

/// <summary>A tax rate of the simulated store.</summary>
/// <param name="Id">The rate's id.</param>
/// <param name="Code">The code, for example <c>US-TX-SALES TAX-1</c>.</param>
/// <param name="Label">The name on invoices.</param>
/// <param name="Percent">The rate in percent.</param>
/// <param name="Compound">Whether it is computed on the amount plus the other taxes.</param>
/// <param name="OnShipping">Whether it applies to shipping.</param>
/// <param name="TaxClass">The tax class; empty for standard.</param>
public sealed record StoreTaxRate(long Id, string Code, string Label, decimal Percent, bool Compound = false, bool OnShipping = true, string TaxClass = "");
