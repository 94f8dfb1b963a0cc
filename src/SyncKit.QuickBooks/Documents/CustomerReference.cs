using System.Text;
using System.Text.Json;
using SyncKit.Commerce;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Names the customer that an order is posted to, one per currency. Pure.</summary>
internal static class CustomerReference
{
    private const int Longest = 480;

    public static Reference Of(Order order, QuickBooksSettings settings)
    {
        OrderCustomer buyer = order.Customer;
        string role = DocumentRules.RoleOf(buyer);
        if (role.Length > 0 && Named.In(settings.CustomersByRole, role) is { Length: > 0 } mapped)
        {
            return Together(mapped, order.Currency, "customersByRole");
        }

        bool together = settings.Customers == CustomerChoice.One || (settings.Customers == CustomerChoice.GuestsTogether && buyer.Id is null);
        return together ? Together(settings.GuestCustomer, order.Currency, string.Empty) : OfBuyer(order, settings);
    }

    /// <summary>The buyer, by e-mail address, or else by name.</summary>
    private static Reference OfBuyer(Order order, QuickBooksSettings settings)
    {
        OrderCustomer buyer = order.Customer;
        string email = Text.Email(buyer.Email);
        string name = NameOf(buyer, settings);
        Dictionary<string, string> details = Details(name, order.Currency);
        details[Detail.Email] = email;
        details[Detail.FirstName] = Text.Name(buyer.FirstName, 100);
        details[Detail.LastName] = Text.Name(buyer.LastName, 100);
        details[Detail.CompanyName] = Text.Line(buyer.Company, 100);
        details[Detail.Phone] = Text.Line(buyer.Phone, 30);
        details[Detail.ShopId] = buyer.Id ?? string.Empty;
        details[Detail.Billing] = Json(order.BillingAddress);
        details[Detail.Shipping] = Json(order.ShippingAddress);
        string key = email.Length > 0 ? "email:" + Named.Folded(email) : "name:" + Named.Folded(name);
        return new Reference(ReferenceKinds.Customer, $"{key}|{order.Currency}", details);
    }

    private static string NameOf(OrderCustomer buyer, QuickBooksSettings settings)
    {
        string name = Text.Name($"{buyer.FirstName} {buyer.LastName}", Longest);
        name = name.Length > 0 ? name : Text.Name(buyer.Company, Longest);
        string email = Text.Email(buyer.Email);
        return name.Length > 0 ? name : email.Length > 0 ? email : Text.Name(settings.GuestCustomer, Longest);
    }

    /// <summary>A customer that many buyers share; it says nothing of any of them.</summary>
    private static Reference Together(string name, string currency, string mappedBy)
    {
        string clean = Text.Name(name, Longest);
        Dictionary<string, string> details = Details(clean, currency);
        if (mappedBy.Length > 0)
        {
            details[Detail.IsMapped] = "true";
            details[Detail.Setting] = mappedBy;
        }

        return new Reference(ReferenceKinds.Customer, $"{(mappedBy.Length > 0 ? "map:" : "name:")}{Named.Folded(clean)}|{currency}", details);
    }

    private static Dictionary<string, string> Details(string name, string currency) => new()
    {
        [Detail.Name] = name,
        [Detail.Email] = string.Empty,
        [Detail.FirstName] = string.Empty,
        [Detail.LastName] = string.Empty,
        [Detail.CompanyName] = string.Empty,
        [Detail.Phone] = string.Empty,
        [Detail.Currency] = currency,
        [Detail.ShopId] = string.Empty,
        [Detail.Billing] = string.Empty,
        [Detail.Shipping] = string.Empty,
    };

    private static string Json(Address? address)
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

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
