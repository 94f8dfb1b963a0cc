using SyncKit.Commerce;
using SyncKit.Supabase.Mapping;

namespace SyncKit.Supabase.Rows;

/// <summary>The row of a customer.</summary>
internal sealed class CustomerRows(Layout layout, RowScope scope, Customer customer) : DocumentRows(layout, scope)
{
    public override IReadOnlyList<TableMap> Tables => Layout.CustomerTables;

    public override string OwnId => customer.Id;

    public override string RecordId => customer.Id;

    public override int MostRows(int table) => 1;

    public override void Write(int table, RowSink sink, bool contentOnly)
    {
        Layout.Customers.Write(sink.Json, new CustomerRow(Scope, customer), contentOnly);
        sink.End();
    }
}
