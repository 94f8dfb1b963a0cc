namespace SyncKit.Testing.WooCommerce;

internal sealed record StoreTaxLine(long Id, StoreTaxRate Rate, decimal TaxTotal, decimal ShippingTaxTotal);
