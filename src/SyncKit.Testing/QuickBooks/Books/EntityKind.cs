namespace SyncKit.Testing.QuickBooks.Books;

/// <summary>A kind of entity the company keeps.</summary>
/// <param name="Name">The name as key in JSON; the URL has it in lower case.</param>
/// <param name="Family">What it is part of.</param>
/// <param name="VoidOperation">The <c>operation</c> value that voids it; absent when it cannot be voided.</param>
internal sealed record EntityKind(string Name, EntityFamily Family, string? VoidOperation = null)
{
    public static readonly EntityKind Customer = new("Customer", EntityFamily.Name);
    public static readonly EntityKind Vendor = new("Vendor", EntityFamily.Name);
    public static readonly EntityKind Employee = new("Employee", EntityFamily.Name);
    public static readonly EntityKind Item = new("Item", EntityFamily.List);
    public static readonly EntityKind Account = new("Account", EntityFamily.List);
    public static readonly EntityKind PaymentMethod = new("PaymentMethod", EntityFamily.List);
    public static readonly EntityKind Term = new("Term", EntityFamily.List);
    public static readonly EntityKind Class = new("Class", EntityFamily.List);
    public static readonly EntityKind Department = new("Department", EntityFamily.List);
    public static readonly EntityKind TaxAgency = new("TaxAgency", EntityFamily.List);
    public static readonly EntityKind TaxCode = new("TaxCode", EntityFamily.ReadOnly);
    public static readonly EntityKind TaxRate = new("TaxRate", EntityFamily.ReadOnly);
    public static readonly EntityKind CompanyCurrency = new("CompanyCurrency", EntityFamily.ReadOnly);
    public static readonly EntityKind CompanyInfo = new("CompanyInfo", EntityFamily.ReadOnly);
    public static readonly EntityKind Preferences = new("Preferences", EntityFamily.ReadOnly);
    public static readonly EntityKind SalesReceipt = new("SalesReceipt", EntityFamily.Transaction, "update");
    public static readonly EntityKind RefundReceipt = new("RefundReceipt", EntityFamily.Transaction, "void");
    public static readonly EntityKind Invoice = new("Invoice", EntityFamily.Transaction, "void");
    public static readonly EntityKind CreditMemo = new("CreditMemo", EntityFamily.Transaction, "void");
    public static readonly EntityKind Payment = new("Payment", EntityFamily.Transaction, "update");
    public static readonly EntityKind Purchase = new("Purchase", EntityFamily.Transaction);
    public static readonly EntityKind Deposit = new("Deposit", EntityFamily.Transaction);

    private static readonly Dictionary<string, EntityKind> ByName = new EntityKind[]
    {
        Customer, Vendor, Employee, Item, Account, PaymentMethod, Term, Class, Department, TaxAgency, TaxCode, TaxRate,
        CompanyCurrency, CompanyInfo, Preferences, SalesReceipt, RefundReceipt, Invoice, CreditMemo, Payment, Purchase, Deposit,
    }.ToDictionary(kind => kind.Name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<EntityKind> All => ByName.Values;

    /// <summary>Whether the name of one of these carries an <c>Active</c> flag, so that queries hide the inactive ones.</summary>
    public bool HasActive => Family is EntityFamily.Name or EntityFamily.List || this == TaxCode || this == TaxRate || this == CompanyCurrency;

    public bool IsSalesForm => this == SalesReceipt || this == RefundReceipt || this == Invoice || this == CreditMemo;

    public static EntityKind? Find(string name) => ByName.GetValueOrDefault(name);
}
