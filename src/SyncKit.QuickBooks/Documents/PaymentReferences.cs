using SyncKit.Commerce;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Names how an order was paid and the accounts that its money moves over. Pure.</summary>
internal sealed class PaymentReferences
{
    private static readonly Reference UndepositedFunds = new(ReferenceKinds.Account, ReferenceKinds.UndepositedFunds);

    public PaymentReferences(Order order, QuickBooksSettings settings)
    {
        PaymentRule rule = settings.Payments.FirstOrDefault(rule => string.Equals(rule.Method, order.Payment.Method, StringComparison.OrdinalIgnoreCase))
            ?? new PaymentRule();
        Method = rule.PaymentMethod.Length > 0 ? Named.Mapped(ReferenceKinds.PaymentMethod, rule.PaymentMethod, "payments")
            : Text.Name(order.Payment.Title, 31) is { Length: > 0 } title ? Named.Optional(ReferenceKinds.PaymentMethod, title)
            : null;
        Reference? account = Account(rule.DepositAccount, "payments") ?? Account(settings.DepositAccount, "depositAccount");
        DepositAccount = settings.GatewayFees.Post == GatewayFee.Deposit ? UndepositedFunds : account;
        FeeSource = account ?? UndepositedFunds;
        RefundAccount = Account(rule.RefundAccount, "payments")
            ?? Account(rule.DepositAccount, "payments")
            ?? Account(settings.RefundAccount, "refundAccount")
            ?? account
            ?? UndepositedFunds;
        FeeAccount = Account(settings.GatewayFees.Account, "gatewayFees.account");
        FeeDepositAccount = Account(settings.GatewayFees.DepositAccount, "gatewayFees.depositAccount");
    }

    /// <summary>QuickBooks' payment method; <see langword="null"/> when nobody says.</summary>
    public Reference? Method { get; }

    /// <summary>Where money comes in; <see langword="null"/> where QuickBooks chooses. What is deposited afterwards must come in undeposited.</summary>
    public Reference? DepositAccount { get; }

    /// <summary>Where a fee is taken from that is booked as an expense.</summary>
    public Reference FeeSource { get; }

    public Reference RefundAccount { get; }

    /// <summary>The expense account of fees.</summary>
    public Reference? FeeAccount { get; }

    /// <summary>The bank account that deposits go to.</summary>
    public Reference? FeeDepositAccount { get; }

    private static Reference? Account(string name, string setting) => name.Length > 0 ? Named.Account(name, setting) : null;
}
