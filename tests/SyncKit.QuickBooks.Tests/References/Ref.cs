using SyncKit.QuickBooks.Documents;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Tests.References;

/// <summary>Makes references as the documents name them.</summary>
internal static class Ref
{
    public static Reference Buyer(string name, string email = "", string currency = "USD", string shopId = "") => new(
        ReferenceKinds.Customer,
        $"{(email.Length > 0 ? "email:" + email : "name:" + name)}|{currency}".ToLowerInvariant(),
        new Dictionary<string, string>
        {
            [Detail.Name] = name,
            [Detail.Email] = email,
            [Detail.FirstName] = string.Empty,
            [Detail.LastName] = string.Empty,
            [Detail.CompanyName] = string.Empty,
            [Detail.Phone] = string.Empty,
            [Detail.Currency] = currency,
            [Detail.ShopId] = shopId,
            [Detail.Billing] = string.Empty,
            [Detail.Shipping] = string.Empty,
        });

    public static Reference Product(string name, string sku = "", string type = "NonInventory") => new(
        ReferenceKinds.Item,
        (sku.Length > 0 ? "sku:" + sku : "name:" + name).ToLowerInvariant(),
        new Dictionary<string, string> { [Detail.Name] = name, [Detail.Sku] = sku, [Detail.Type] = type, [Detail.IsProduct] = "true" });

    public static Reference Mapped(string kind, string name, string setting, string currency = "USD") => new(
        kind,
        "mapped:" + name.ToLowerInvariant(),
        new Dictionary<string, string>
        {
            [Detail.Name] = name, [Detail.IsMapped] = "true", [Detail.Setting] = setting, [Detail.Currency] = currency, [Detail.Sku] = string.Empty,
        });

    public static Reference Named(string kind, string name, string setting = "") => new(
        kind, name.ToLowerInvariant(), new Dictionary<string, string> { [Detail.Name] = name, [Detail.Setting] = setting });
}
