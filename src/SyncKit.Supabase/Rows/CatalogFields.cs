using SyncKit.Supabase.Mapping;

namespace SyncKit.Supabase.Rows;

/// <summary>The fields of customers and products.</summary>
internal static class CatalogFields
{
    public static FieldList<CustomerRow> Customers { get; } = new FieldList<CustomerRow>()
        .Text(FieldNames.Tenant, static row => row.Scope.Tenant)
        .Text(FieldNames.Source, static row => row.Scope.Source)
        .Text(FieldNames.Customer, static row => row.Customer.Id)
        .Text("email", static row => row.Customer.Email)
        .Text("first_name", static row => row.Customer.FirstName)
        .Text("last_name", static row => row.Customer.LastName)
        .Text("company", static row => row.Customer.Company)
        .Text("phone", static row => row.Customer.Phone)
        .Text("username", static row => row.Customer.Username)
        .Text("role", static row => row.Customer.Role)
        .Truth("is_paying", static row => row.Customer.IsPaying)
        .Address("billing_address", static row => row.Customer.BillingAddress)
        .Address("shipping_address", static row => row.Customer.ShippingAddress)
        .Instant("registered_at", static row => row.Customer.CreatedAt)
        .Instant("modified_at", static row => row.Customer.ModifiedAt)
        .Meta(static row => row.Customer.Meta)
        .Keeping(static row => row.Scope);

    public static FieldList<ProductRow> Products { get; } = new FieldList<ProductRow>()
        .Text(FieldNames.Tenant, static row => row.Scope.Tenant)
        .Text(FieldNames.Source, static row => row.Scope.Source)
        .Text(FieldNames.Product, static row => row.Product.Id)
        .Text("parent_id", static row => row.Product.ParentId)
        .Text("type", static row => row.Product.Type)
        .Text("status", static row => row.Product.Status)
        .Text("name", static row => row.Product.Name)
        .Text("sku", static row => row.Product.Sku)
        .Text("global_id", static row => row.Product.GlobalId)
        .Text("short_description", static row => row.Product.ShortDescription)
        .Number("price", static row => row.Product.Price)
        .Number("regular_price", static row => row.Product.RegularPrice)
        .Number("sale_price", static row => row.Product.SalePrice)
        .Text("tax_status", static row => row.Product.TaxStatus)
        .Text("tax_class", static row => row.Product.TaxClass)
        .Truth("is_virtual", static row => row.Product.IsVirtual)
        .Number("stock_quantity", static row => row.Product.StockQuantity)
        .Text("stock_status", static row => row.Product.StockStatus)
        .Json("categories", static (json, row) => Parts.Names(json, row.Product.Categories))
        .Json("options", static (json, row) => Parts.Options(json, row.Product.Options))
        .Instant("made_at", static row => row.Product.CreatedAt)
        .Instant("modified_at", static row => row.Product.ModifiedAt)
        .Meta(static row => row.Product.Meta)
        .Keeping(static row => row.Scope);
}
