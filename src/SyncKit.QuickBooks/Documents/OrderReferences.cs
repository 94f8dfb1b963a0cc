using SyncKit.Commerce;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Names what an order's documents refer to in the company. Pure.</summary>
internal sealed class OrderReferences
{
    private readonly Order order;
    private readonly QuickBooksSettings settings;

    public OrderReferences(Order order, QuickBooksSettings settings)
    {
        this.order = order;
        this.settings = settings;
        Customer = CustomerReference.Of(order, settings);
        Items = new ItemReferences(order, settings);
        Payments = new PaymentReferences(order, settings);
        TaxNames = new TaxNames(order, settings);
        Fields = new OrderFields(order, settings);
    }

    public static Reference Company { get; } = new(ReferenceKinds.Company, string.Empty);

    public Reference Customer { get; }

    public ItemReferences Items { get; }

    public PaymentReferences Payments { get; }

    public TaxNames TaxNames { get; }

    public OrderFields Fields { get; }

    public Reference? PaymentMethod => Payments.Method;

    public Reference? DepositAccount => Payments.DepositAccount;

    public Reference RefundAccount => Payments.RefundAccount;

    public Reference? DiscountAccount => settings.DiscountAccount.Length > 0 ? Named.Account(settings.DiscountAccount, "discountAccount") : null;

    public Reference? TaxCode => settings.TaxCode.Length > 0 ? Code(settings.TaxCode, "taxCode") : null;

    /// <summary>The payment term of invoices.</summary>
    public Reference? Term => settings.Term.Length > 0 ? Named.Mapped(ReferenceKinds.Term, settings.Term, "term") : null;

    public Reference? Class => Fields.Class.Length > 0 ? Named.Mapped(ReferenceKinds.Class, Fields.Class, "fields") : null;

    public Reference? Department => Fields.Department.Length > 0 ? Named.Mapped(ReferenceKinds.Department, Fields.Department, "fields") : null;

    /// <summary>A product, by its SKU or name as the settings say.</summary>
    public Reference Item(string sku, string name) => Items.Item(sku, name);

    public static Reference Code(string name, string setting = "taxCodes") => Named.Mapped(ReferenceKinds.TaxCode, name, setting);

    public IReadOnlyCollection<Reference> All()
    {
        IReadOnlyList<RefundShare> refunds = RefundLines.Of(order, settings, Items);
        List<ShopLine> lines = [.. SaleLines.Of(order, settings, Items), .. refunds.SelectMany(static refund => refund.Lines)];
        HashSet<Reference> all = [Company, Customer];
        Add(all, PaymentMethod, DepositAccount, DiscountAccount, Term, Class, Department, Items.Rounding);
        Add(all, [.. lines.Where(static line => line.HasPlace).Select(static line => line.Item)]);
        Add(all, refunds.Count > 0 ? RefundAccount : null);
        if (settings.TaxAsLine)
        {
            Add(all, order.TotalTax != 0 || refunds.Any(static refund => refund.Tax != 0) ? Items.Tax : null);
        }
        else
        {
            Add(all, [.. TaxNames.All(lines).Where(static code => code.Code.Length > 0).Select(static code => Code(code.Code, code.Setting))]);
        }

        GatewayFee post = GatewayFees.Of(order, settings).Amount > 0 ? settings.GatewayFees.Post : GatewayFee.Ignore;
        Add(all, post == GatewayFee.Ignore ? null : Payments.FeeAccount);
        Add(all, post == GatewayFee.Expense ? Payments.FeeSource : post == GatewayFee.Deposit ? Payments.FeeDepositAccount : null);
        return all;
    }

    private static void Add(HashSet<Reference> all, params IEnumerable<Reference?> references)
    {
        foreach (Reference? reference in references)
        {
            if (reference is not null)
            {
                all.Add(reference);
            }
        }
    }
}
