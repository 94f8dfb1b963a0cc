namespace SyncKit.QuickBooks;

/// <summary>Says what happens to the fee that a payment provider keeps.</summary>
public sealed record GatewayFeeSettings
{
    /// <summary>What happens to it. <value>Ignore by default.</value></summary>
    public GatewayFee Post { get; set; }

    /// <summary>The name or id of the expense account. <value>Empty by default; required unless the fee is ignored.</value></summary>
    public string Account { get; set; } = string.Empty;

    /// <summary>The name or id of the bank account that deposits go to. <value>Empty by default; required for Deposit.</value></summary>
    public string DepositAccount { get; set; } = string.Empty;

    /// <summary>
    /// The keys of order meta that hold the fee in the order's currency; the first that is there counts.
    /// <value>Those of Stripe, PayPal and WooPayments by default.</value>
    /// </summary>
    public IReadOnlyList<string> MetaKeys { get; set; } = ["_stripe_fee", "_ppcp_paypal_fees.paypal_fee.value", "_paypal_transaction_fee", "PayPal Transaction Fee", "_wcpay_transaction_fee"];
}
