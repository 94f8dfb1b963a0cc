using SyncKit.Commerce;
using SyncKit.Faults;

namespace SyncKit.Supabase.Source;

/// <summary>Reads a product from what was kept of its row. Pure.</summary>
internal static class ProductParser
{
    /// <exception cref="RecordFormatException">A field that money or identity depends on cannot be read.</exception>
    public static Product Parse(ReadOnlyMemory<byte> raw)
    {
        KeptRow own = KeptRecord.Open(raw).Own;
        string id = own.NeededText("product_id");
        return new Product
        {
            Id = id,
            ParentId = own.OptionalText("parent_id"),
            CreatedAt = own.OptionalInstant("made_at"),
            ModifiedAt = own.Instant(SourceFields.ModifiedAt),
            Name = own.OptionalText("name") ?? own.OptionalText("sku") ?? id,
            Sku = own.Text("sku"),
            GlobalId = own.Text("global_id"),
            Type = own.Text("type"),
            Status = own.Text("status"),
            ShortDescription = own.Text("short_description"),
            Price = own.OptionalAmount("price"),
            RegularPrice = own.OptionalAmount("regular_price"),
            SalePrice = own.OptionalAmount("sale_price"),
            TaxStatus = own.Text("tax_status"),
            TaxClass = own.Text("tax_class"),
            IsVirtual = own.Truth("is_virtual"),
            StockQuantity = own.OptionalAmount("stock_quantity"),
            StockStatus = own.Text("stock_status"),
            Categories = own.Texts("categories"),
            Options = [.. own.Rows("options").Select(static option => KeyValuePair.Create(option.NeededText("name"), option.Text("value")))],
            Meta = own.Meta(),
        };
    }
}
