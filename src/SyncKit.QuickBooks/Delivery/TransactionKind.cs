namespace SyncKit.QuickBooks.Delivery;

/// <summary>How QuickBooks treats a kind of transaction: what its amounts mean, how it is undone, and how it is found again.</summary>
internal sealed record TransactionKind
{
    public static readonly TransactionKind SalesReceipt = new()
    {
        Name = "SalesReceipt", UndoRoute = "salesreceipt?operation=update&include=void", IsNumbered = true, Forgotten = [Memo, PaymentNumber], HasAddresses = true,
    };

    public static readonly TransactionKind Invoice = new()
    {
        Name = "Invoice", UndoRoute = "invoice?operation=void", IsNumbered = true, Forgotten = [Memo], HasAddresses = true,
    };

    public static readonly TransactionKind Payment = new()
    {
        Name = "Payment", UndoRoute = "payment?operation=update&include=void", Forgotten = [PaymentNumber],
    };

    public static readonly TransactionKind RefundReceipt = new()
    {
        Name = "RefundReceipt", UndoRoute = "refundreceipt?operation=void", IsNumbered = true, GivesBack = true, Forgotten = [Memo, PaymentNumber], HasAddresses = true,
    };

    public static readonly TransactionKind CreditMemo = new()
    {
        Name = "CreditMemo", UndoRoute = "creditmemo?operation=void", IsNumbered = true, GivesBack = true, Forgotten = [Memo], HasAddresses = true,
    };

    public static readonly TransactionKind Purchase = new() { Name = "Purchase", UndoRoute = "purchase?operation=delete", IsDeleted = true };

    public static readonly TransactionKind Deposit = new() { Name = "Deposit", UndoRoute = "deposit?operation=delete", IsDeleted = true };

    /// <summary>The text that the customer reads; a reference's form without being one.</summary>
    public const string Memo = "CustomerMemo";

    public const string PaymentNumber = "PaymentRefNum";

    public required string Name { get; init; }

    /// <summary>The call that makes or changes one.</summary>
    public string Route => Name.ToLowerInvariant();

    /// <summary>The call that undoes one; <see cref="IsDeleted"/> says whether it is gone then.</summary>
    public required string UndoRoute { get; init; }

    /// <summary>Whether it cannot be voided, only deleted.</summary>
    public bool IsDeleted { get; private init; }

    /// <summary>Whether it has a number of ours by which it can be found.</summary>
    public bool IsNumbered { get; private init; }

    /// <summary>Whether money goes back, so that its amounts count as negative.</summary>
    public bool GivesBack { get; private init; }

    /// <summary>The text members that a change must empty when the document no longer has them.</summary>
    public IReadOnlyList<string> Forgotten { get; private init; } = [];

    /// <summary>Whether it has a billing and a shipping address.</summary>
    public bool HasAddresses { get; private init; }

    /// <summary>Every kind that is written, the sales first.</summary>
    public static IReadOnlyList<TransactionKind> All { get; } = [SalesReceipt, Invoice, Payment, RefundReceipt, CreditMemo, Purchase, Deposit];

    /// <summary>A kind by its name, whatever its case; <see langword="null"/> when it is none of ours.</summary>
    public static TransactionKind? Find(string name) =>
        All.FirstOrDefault(kind => string.Equals(kind.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <exception cref="ArgumentException">It is none of ours.</exception>
    public static TransactionKind Of(string name) =>
        Find(name) ?? throw new ArgumentException($"QuickBooks documents of the kind '{name}' are not written.", nameof(name));
}
