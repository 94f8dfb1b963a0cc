using System.Text.Json.Serialization;

namespace SyncKit.Testing.WooCommerce;

/// <summary>An order of the simulated store: fill one for <see cref="SimulatedStore.AddOrder"/>, or change one inside <see cref="SimulatedStore.UpdateOrder"/>.</summary>
/// <remarks>The store takes an added order over: from then on change it through the store only. Totals and taxes are computed by the store.</remarks>
public sealed class StoreOrder
{
    /// <summary>The order's id; given by the store.</summary>
    [JsonInclude]
    public long Id { get; internal set; }

    /// <summary>The order number shown to people.</summary>
    /// <value>The id when absent.</value>
    public string? Number { get; set; }

    /// <summary>The status without prefix, for example <c>processing</c>.</summary>
    /// <value><c>processing</c></value>
    public string Status { get; set; } = "processing";

    /// <summary>The ISO currency code.</summary>
    /// <value>The store's currency when absent.</value>
    public string? Currency { get; set; }

    /// <summary>The registered customer's id; 0 for a guest.</summary>
    public long CustomerId { get; set; }

    /// <summary>The billing address.</summary>
    public StoreAddress Billing { get; set; } = StoreAddress.Empty;

    /// <summary>The shipping address; it decides the tax rates unless its country is empty.</summary>
    public StoreAddress Shipping { get; set; } = StoreAddress.Empty;

    /// <summary>The payment gateway's id, for example <c>stripe</c>.</summary>
    public string PaymentMethod { get; set; } = string.Empty;

    /// <summary>The payment gateway's title.</summary>
    public string PaymentMethodTitle { get; set; } = string.Empty;

    /// <summary>The gateway's transaction id.</summary>
    public string TransactionId { get; set; } = string.Empty;

    /// <summary>The customer's note.</summary>
    public string CustomerNote { get; set; } = string.Empty;

    /// <summary>How the order came to be, for example <c>checkout</c>.</summary>
    /// <value><c>checkout</c></value>
    public string CreatedVia { get; set; } = "checkout";

    /// <summary>The order's secret key; made by the store when empty.</summary>
    public string OrderKey { get; set; } = string.Empty;

    /// <summary>Whether the shop's prices were entered with tax. The lines' totals are without tax either way.</summary>
    public bool PricesIncludeTax { get; set; }

    /// <summary>When the order was placed, in whole seconds.</summary>
    /// <value>The time of adding when absent.</value>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When the order was last modified, in whole seconds.</summary>
    /// <value>The time of adding when absent; set by the store on every later change.</value>
    public DateTimeOffset? ModifiedAt { get; set; }

    /// <summary>When the order was paid.</summary>
    /// <value>For <c>processing</c> and <c>completed</c> the time of creation when absent.</value>
    public DateTimeOffset? PaidAt { get; set; }

    /// <summary>When the order was completed.</summary>
    /// <value>For <c>completed</c> the time of creation when absent.</value>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>The tax rates that apply.</summary>
    /// <value>The store's rates for the address when absent.</value>
    public IReadOnlyList<StoreTaxRate>? TaxRates { get; set; }

    /// <summary>The product lines.</summary>
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public IList<StoreLine> Lines { get; } = [];

    /// <summary>The shipping lines.</summary>
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public IList<StoreShippingLine> ShippingLines { get; } = [];

    /// <summary>The fees; negative ones are discounts.</summary>
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public IList<StoreFee> Fees { get; } = [];

    /// <summary>The coupons in the order of use.</summary>
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public IList<StoreCoupon> Coupons { get; } = [];

    /// <summary>The order's meta data.</summary>
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public IList<StoreMeta> Meta { get; } = [];

    /// <summary>The total with tax, before refunds.</summary>
    [JsonInclude]
    public decimal Total { get; internal set; }

    /// <summary>All tax, shipping tax included.</summary>
    [JsonInclude]
    public decimal TotalTax { get; internal set; }

    /// <summary>The tax of lines and fees.</summary>
    [JsonInclude]
    public decimal CartTax { get; internal set; }

    /// <summary>Shipping without tax.</summary>
    [JsonInclude]
    public decimal ShippingTotal { get; internal set; }

    /// <summary>The tax of shipping.</summary>
    [JsonInclude]
    public decimal ShippingTax { get; internal set; }

    /// <summary>What coupons took off, without tax.</summary>
    [JsonInclude]
    public decimal DiscountTotal { get; internal set; }

    /// <summary>The tax that coupons took off.</summary>
    [JsonInclude]
    public decimal DiscountTax { get; internal set; }

    /// <summary>The refunds, newest first.</summary>
    [JsonIgnore]
    public IReadOnlyList<StoreRefund> Refunds => RefundList;

    [JsonInclude]
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    internal List<StoreRefund> RefundList { get; } = [];

    [JsonInclude]
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    internal List<StoreTaxLine> TaxLines { get; } = [];
}
