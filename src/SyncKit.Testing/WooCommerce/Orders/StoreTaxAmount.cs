namespace SyncKit.Testing.WooCommerce;

/// <summary>What one rate adds to one line, unrounded; the store shows it rounded to cents.</summary>
/// <param name="RateId">The rate's id.</param>
/// <param name="Total">The tax after coupons.</param>
/// <param name="Subtotal">The tax before coupons; absent on shipping and fees.</param>
public readonly record struct StoreTaxAmount(long RateId, decimal Total, decimal? Subtotal = null);
