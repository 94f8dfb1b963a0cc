using System.Text.Json;
using SyncKit.Commerce;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Names what an order's documents refer to in the company. Pure.</summary>
internal sealed class OrderReferences(Order order, QuickBooksSettings settings)
{
    public static Reference Company { get; } = new(ReferenceKinds.Company, string.Empty);

    /// <summary>The buyer, by e-mail address and currency, or else by name and currency.</summary>
    public Reference Customer { get; } = CustomerOf(order, settings);

    /// <summary>How it was paid; <see langword="null"/> when the shop does not say.</summary>
    public Reference? PaymentMethod { get; } =
        Text.Name(order.Payment.Title, 31) is { Length: > 0 } title ? Named(ReferenceKinds.PaymentMethod, title) : null;

    public Reference? DepositAccount { get; } = settings.DepositAccount.Length > 0 ? Account(settings.DepositAccount) : null;

    public Reference RefundAccount { get; } =
        settings.RefundAccount.Length > 0 ? Account(settings.RefundAccount)
        : settings.DepositAccount.Length > 0 ? Account(settings.DepositAccount)
        : new Reference(ReferenceKinds.Account, ReferenceKinds.UndepositedFunds);

    public Reference? DiscountAccount { get; } = settings.DiscountAccount.Length > 0 ? Account(settings.DiscountAccount) : null;

    public Reference? TaxCode { get; } = settings.TaxCode.Length > 0 ? Named(ReferenceKinds.TaxCode, settings.TaxCode) : null;

    public Reference ShippingItem { get; } = Service(settings.ShippingItem);

    public Reference FeeItem { get; } = Service(settings.FeeItem);

    public Reference RefundItem { get; } = Service(settings.RefundItem);

    public Reference TaxItem { get; } = Service(settings.TaxItem);

    /// <summary>A product, by its SKU or else by its name.</summary>
    public Reference Item(string sku, string name)
    {
        string cleanSku = Text.Line(sku, 100);
        string cleanName = Text.Name(name, 100);
        if (cleanSku.Length == 0 && cleanName.Length == 0)
        {
            return FeeItem;
        }

        return new Reference(
            ReferenceKinds.Item,
            cleanSku.Length > 0 ? "sku:" + Folded(cleanSku) : "name:" + Folded(cleanName),
            new Dictionary<string, string>
            {
                [Detail.Name] = cleanName.Length > 0 ? cleanName : Text.Name(cleanSku, 100),
                [Detail.Sku] = cleanSku,
                [Detail.Type] = settings.ItemType.ToString(),
            });
    }

    public IReadOnlyCollection<Reference> All()
    {
        HashSet<Reference> all = [Company, Customer];
        Add(all, PaymentMethod);
        Add(all, DepositAccount);
        Add(all, DiscountAccount);
        Add(all, TaxCode);
        foreach (OrderLine line in order.Lines)
        {
            all.Add(Item(line.Sku, line.Name));
        }

        if (order.Shipping.Count > 0)
        {
            all.Add(ShippingItem);
        }

        if (order.Fees.Any(static fee => fee.Total >= 0))
        {
            all.Add(FeeItem);
        }

        if (settings.TaxAsLine && (order.TotalTax != 0 || order.Refunds.Any(static refund => refund.TotalTax != 0)))
        {
            all.Add(TaxItem);
        }

        foreach (Refund refund in order.Refunds)
        {
            all.Add(RefundAccount);
            all.Add(RefundItem);
            foreach (RefundLine line in refund.Lines)
            {
                all.Add(RefundedItem(line));
            }

            foreach (RefundLine charge in refund.Charges)
            {
                all.Add(RefundedCharge(charge));
            }
        }

        return all;
    }

    /// <summary>The item of the line that is refunded, which may have been renamed since.</summary>
    public Reference RefundedItem(RefundLine line) =>
        order.Lines.FirstOrDefault(original => original.Id == line.OriginalLineId) is { } sold ? Item(sold.Sku, sold.Name) : Item(line.Sku, line.Name);

    public Reference RefundedCharge(RefundLine charge) =>
        order.Shipping.Any(original => original.Id == charge.OriginalLineId) ? ShippingItem : FeeItem;

    private static Reference CustomerOf(Order order, QuickBooksSettings settings)
    {
        OrderCustomer buyer = order.Customer;
        string email = Text.Email(buyer.Email);
        string name = Text.Name($"{buyer.FirstName} {buyer.LastName}", 480);
        name = name.Length > 0 ? name : Text.Name(buyer.Company, 480);
        if (name.Length == 0)
        {
            name = email.Length > 0 ? email : Text.Name(settings.GuestCustomer, 480);
        }

        string key = email.Length > 0 ? "email:" + Folded(email) : "name:" + Folded(name);
        return new Reference(
            ReferenceKinds.Customer,
            $"{key}|{order.Currency}",
            new Dictionary<string, string>
            {
                [Detail.Name] = name,
                [Detail.Email] = email,
                [Detail.FirstName] = Text.Name(buyer.FirstName, 100),
                [Detail.LastName] = Text.Name(buyer.LastName, 100),
                [Detail.CompanyName] = Text.Line(buyer.Company, 100),
                [Detail.Phone] = Text.Line(buyer.Phone, 30),
                [Detail.Currency] = order.Currency,
                [Detail.ShopId] = buyer.Id ?? string.Empty,
                [Detail.Billing] = AddressJson(order.BillingAddress),
                [Detail.Shipping] = AddressJson(order.ShippingAddress),
            });
    }

    private static string AddressJson(Address? address)
    {
        if (AddressWriter.IsEmpty(address))
        {
            return string.Empty;
        }

        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            AddressWriter.Write(json, address!);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Reference Account(string name) => Named(ReferenceKinds.Account, name);

    private static Reference Named(string kind, string name) =>
        new(kind, Folded(Text.Line(name, 500)), new Dictionary<string, string> { [Detail.Name] = Text.Line(name, 500) });

    private static Reference Service(string name)
    {
        string clean = Text.Name(name, 100);
        return new Reference(
            ReferenceKinds.Item,
            "name:" + Folded(clean),
            new Dictionary<string, string> { [Detail.Name] = clean, [Detail.Sku] = string.Empty, [Detail.Type] = nameof(QuickBooks.ItemType.Service) });
    }

    private static string Folded(string text) => text.ToLowerInvariant();

    private static void Add(HashSet<Reference> all, Reference? reference)
    {
        if (reference is not null)
        {
            all.Add(reference);
        }
    }
}
