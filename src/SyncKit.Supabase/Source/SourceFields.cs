namespace SyncKit.Supabase.Source;

/// <summary>The fields that a kind of row is read with. They are called as the columns of the default schema.</summary>
/// <param name="Table">The table of the default schema.</param>
/// <param name="Id">The field that tells its rows apart; in what belongs to an order, those of one order.</param>
internal sealed record SourceFields(string Table, string Id)
{
    public const string Tenant = "tenant_id";
    public const string Source = "source";
    public const string UpdatedAt = "updated_at";
    public const string DeletedAt = "deleted_at";
    public const string OrderId = "order_id";
    public const string RefundId = "refund_id";
    public const string Position = "position";
    public const string ModifiedAt = "modified_at";
    public const string MetaPrefix = "meta.";

    /// <summary>The fields that are read where nothing else is said.</summary>
    public required IReadOnlyList<string> Standard { get; init; }

    /// <summary>Fields that tables of one's own may have besides.</summary>
    public IReadOnlyList<string> Further { get; init; } = [];

    /// <summary>Those that must come from a column or a constant.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>The day that is told from a moment where no column holds it, each under the moment.</summary>
    public IReadOnlyDictionary<string, string> Days { get; init; } = new Dictionary<string, string>();

    public static SourceFields Orders { get; } = new("synckit_orders", OrderId)
    {
        Standard =
        [
            OrderId, UpdatedAt, DeletedAt, "number", "status", "currency", "total", "total_tax", "prices_include_tax", "ordered_at", "placed_on", ModifiedAt,
            "paid_at", "paid_on", "customer_id", "customer_email", "customer_first_name", "customer_last_name", "customer_company", "customer_phone",
            "customer_role", "billing_address", "shipping_address", "payment_method", "payment_title", "transaction_id", "customer_note", "coupons", "taxes", "meta",
        ],
        Further = ["shipping_total", "shipping_tax", "fees_total", "fees_tax", .. AddressParts("billing_address"), .. AddressParts("shipping_address")],
        Required = ["status", "currency", "total", "total_tax", "ordered_at"],
        Days = new Dictionary<string, string> { ["ordered_at"] = "placed_on", ["paid_at"] = "paid_on" },
    };

    public static SourceFields Lines { get; } = new("synckit_order_lines", "line_id")
    {
        Standard =
        [
            OrderId, "line_id", "kind", Position, "name", "sku", "product_id", "variation_id", "parent_name", "method", "tax_class", "quantity", "subtotal",
            "total", "total_tax", "taxes", "meta",
        ],
        Further = ["tax_rate_id"],
        Required = ["name", "quantity", "total", "total_tax"],
    };

    public static SourceFields Refunds { get; } = new("synckit_order_refunds", RefundId)
    {
        Standard = [OrderId, RefundId, "amount", "total_tax", "reason", "refunded_at", "refunded_on"],
        Required = ["amount", "total_tax", "refunded_at"],
        Days = new Dictionary<string, string> { ["refunded_at"] = "refunded_on" },
    };

    public static SourceFields RefundLines { get; } = new("synckit_order_refund_lines", "refund_line_id")
    {
        Standard = [OrderId, "refund_line_id", RefundId, "kind", "original_line_id", "name", "sku", "quantity", "total", "total_tax", "taxes"],
        Further = ["tax_rate_id"],
        Required = [RefundId, "name", "quantity", "total", "total_tax"],
    };

    public static SourceFields Products { get; } = new("synckit_products", "product_id")
    {
        Standard =
        [
            "product_id", UpdatedAt, DeletedAt, "parent_id", "type", "status", "name", "sku", "global_id", "short_description", "price", "regular_price",
            "sale_price", "tax_status", "tax_class", "is_virtual", "stock_quantity", "stock_status", "categories", "options", "made_at", ModifiedAt, "meta",
        ],
    };

    public static SourceFields Customers { get; } = new("synckit_customers", "customer_id")
    {
        Standard =
        [
            "customer_id", UpdatedAt, DeletedAt, "email", "first_name", "last_name", "company", "phone", "username", "role", "is_paying", "billing_address",
            "shipping_address", "registered_at", ModifiedAt, "meta",
        ],
        Further = [.. AddressParts("billing_address"), .. AddressParts("shipping_address")],
    };

    /// <summary>Whether there is such a field; what begins with <c>meta.</c> is an entry of its own among what plug-ins attach.</summary>
    public bool Knows(string field) =>
        Standard.Contains(field) || Further.Contains(field) || (field.StartsWith(MetaPrefix, StringComparison.Ordinal) && Standard.Contains("meta"));

    private static IEnumerable<string> AddressParts(string address) =>
        from part in (string[])["line1", "line2", "city", "region", "postal_code", "country", "recipient"] select $"{address}.{part}";
}
