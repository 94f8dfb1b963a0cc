namespace SyncKit.QuickBooks.Documents;

/// <summary>The names of a reference's details.</summary>
internal static class Detail
{
    public const string Name = "name";
    public const string Sku = "sku";
    public const string Type = "type";
    public const string Taxable = "taxable";
    public const string Email = "email";
    public const string FirstName = "first";
    public const string LastName = "last";
    public const string CompanyName = "company";
    public const string Phone = "phone";
    public const string Currency = "currency";
    public const string ShopId = "shop-id";
    public const string Billing = "billing";
    public const string Shipping = "shipping";

    /// <summary><c>true</c> for what a shop sells: the settings say how its item is found and whether it is made.</summary>
    public const string IsProduct = "product";

    /// <summary><c>true</c> for what a setting names by name or id and what is never made.</summary>
    public const string IsMapped = "mapped";

    /// <summary>The setting that names it; appears in failures.</summary>
    public const string Setting = "setting";
}
