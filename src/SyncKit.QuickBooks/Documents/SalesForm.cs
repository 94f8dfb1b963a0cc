using System.Globalization;
using SyncKit.Commerce;
using SyncKit.QuickBooks.Posting;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Everything that a sales receipt, invoice, refund receipt or credit memo says, ready to be written.</summary>
internal sealed record SalesForm
{
    /// <summary>Empty when QuickBooks numbers by itself.</summary>
    public required string Number { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>When an invoice is due.</summary>
    public DateOnly? DueDate { get; init; }

    public string TermId { get; init; } = string.Empty;

    public required string Currency { get; init; }

    public required string CustomerId { get; init; }

    public required string PrivateNote { get; init; }

    public string Memo { get; init; } = string.Empty;

    public required string Email { get; init; }

    public Address? BillingAddress { get; init; }

    public Address? ShippingAddress { get; init; }

    public string PaymentMethodId { get; init; } = string.Empty;

    public string PaymentNumber { get; init; } = string.Empty;

    public string DepositAccountId { get; init; } = string.Empty;

    public required string ClassId { get; init; }

    public required string DepartmentId { get; init; }

    public required IReadOnlyList<CustomField> CustomFields { get; init; }

    public required IReadOnlyList<FormLine> Lines { get; init; }

    /// <summary>What the discount line takes off; 0 when there is none.</summary>
    public required decimal Discount { get; init; }

    public required string DiscountAccountId { get; init; }

    public required FormTax Tax { get; init; }

    /// <summary>What all forms of an order have in common.</summary>
    public static SalesForm Of(Booking booking, SolvedDocument solved, string number, DocumentDate date, string note)
    {
        Order order = booking.Order;
        string classId = booking.Id(booking.References.Class);
        return new SalesForm
        {
            Number = booking.Company.CustomNumbers ? number : string.Empty,
            Date = date.Day,
            Currency = order.Currency,
            CustomerId = booking.CustomerId,
            PrivateNote = note,
            Email = Text.Email(order.Customer.Email),
            BillingAddress = order.BillingAddress,

            // Without one, automated sales tax reckons by the company's own address.
            ShippingAddress = AddressWriter.IsEmpty(order.ShippingAddress) ? order.BillingAddress : order.ShippingAddress,
            ClassId = booking.Company is { ClassPerDocument: true, ClassPerLine: false } ? classId : string.Empty,
            DepartmentId = booking.Company.TrackDepartments ? booking.Id(booking.References.Department) : string.Empty,
            CustomFields = booking.Fields.Custom(booking.Company),
            Lines = [.. LinesOf(booking, solved).Select(line => booking.Company.ClassPerLine ? line with { ClassId = classId } : line)],
            Discount = solved.Solution.Discount,
            DiscountAccountId = DiscountAccount(booking),
            Tax = FormTax.Of(booking, solved),
        };
    }

    public static string DiscountAccount(Booking booking) =>
        booking.References.DiscountAccount is { } set ? booking.Id(set) : booking.Company.DiscountAccountId;

    private static IEnumerable<FormLine> LinesOf(Booking booking, SolvedDocument solved)
    {
        PostingSolution solution = solved.Solution;
        foreach (SolvedLine line in solution.Lines)
        {
            ShopLine shop = solved.Lines[line.Index];
            yield return new FormLine(shop.Item is { } item ? booking.Id(item) : ItemReferences.ShippingField, Description(shop, line), line.Amount)
            {
                Quantity = line.Quantity,
                UnitPrice = line.UnitPrice,
                TaxCode = FormTax.LineCode(booking, solved.Plan, line.TaxCodeId),
                TaxInclusiveAmount = line.TaxInclusiveAmount,
            };
        }

        ItemReferences items = booking.References.Items;
        if (solution.TaxLine != 0)
        {
            yield return Extra(booking.Id(items.Tax), booking.Settings.TaxItem, solution.TaxLine);
        }

        if (solution.Rounding != 0)
        {
            yield return Extra(booking.Id(items.Rounding), booking.Settings.RoundingItem, solution.Rounding);
        }

        FormLine Extra(string itemId, string name, decimal amount) => new(itemId, Text.Line(name, 4000), amount)
        {
            TaxCode = FormTax.LineCode(booking, solved.Plan, solved.Plan.ZeroCodeId),
            TaxInclusiveAmount = solved.Plan.Tax is { Model: TaxModel.Global, PricesIncludeTax: true } ? amount : null,
        };
    }

    /// <summary>The name, which carries the quantity where the line cannot.</summary>
    private static string Description(ShopLine shop, SolvedLine line)
    {
        decimal quantity = Math.Abs(shop.Quantity);
        return line.Quantity is null && quantity is not (0 or 1)
            ? Text.Line(string.Create(CultureInfo.InvariantCulture, $"{Text.Line(shop.Name, 3900)} × {Cents.Short(quantity)}"), 4000)
            : Text.Line(shop.Name, 4000);
    }
}
