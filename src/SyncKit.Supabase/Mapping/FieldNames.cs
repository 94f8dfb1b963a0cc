namespace SyncKit.Supabase.Mapping;

/// <summary>The fields that have a meaning beyond their value.</summary>
internal static class FieldNames
{
    public const string Tenant = "tenant_id";
    public const string Source = "source";
    public const string Order = "order_id";
    public const string Number = "number";
    public const string Line = "line_id";
    public const string Refund = "refund_id";
    public const string RefundLine = "refund_line_id";
    public const string Customer = "customer_id";
    public const string Product = "product_id";
    public const string Currency = "currency";
    public const string Total = "total";
    public const string TotalTax = "total_tax";
    public const string RefundedTotal = "refunded_total";
    public const string RefundedTax = "refunded_tax";
    public const string NetTotal = "net_total";
    public const string NetTax = "net_tax";
    public const string PlacedOn = "placed_on";
    public const string Email = "customer_email";
    public const string ContentHash = "content_hash";
    public const string DeletedAt = "deleted_at";
    public const string UpdatedAt = "updated_at";
}
