using SyncKit.Commerce;
using SyncKit.Supabase.Mapping;

namespace SyncKit.Supabase.Rows;

/// <summary>The row of a product or of a variation.</summary>
internal sealed class ProductRows(Layout layout, RowScope scope, Product product) : DocumentRows(layout, scope)
{
    public override IReadOnlyList<TableMap> Tables => Layout.ProductTables;

    public override string OwnId => product.Id;

    public override string RecordId => product.Id;

    public override int MostRows(int table) => 1;

    public override void Write(int table, RowSink sink, bool contentOnly)
    {
        Layout.Products.Write(sink.Json, new ProductRow(Scope, product), contentOnly);
        sink.End();
    }
}
