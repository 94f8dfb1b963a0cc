using SyncKit.Commerce;
using SyncKit.Faults;
using SyncKit.Supabase.Mapping;
using SyncKit.Supabase.Rows;
using SyncKit.Transforming;

namespace SyncKit.Supabase.Transforming;

/// <summary>Turns an order into rows, whatever its status: a table mirrors the shop, it does no bookkeeping.</summary>
internal sealed class OrderTransformer : ITransformer<Order, SupabaseDocument>
{
    public IReadOnlyCollection<Reference> References(Order record, TransformContext context) => [];

    public TransformResult<SupabaseDocument> Transform(Order record, TransformContext context)
    {
        if (!LayoutReader.TryRead(context.Destination, out Layout? layout, out Failure? failure))
        {
            return TransformResult<SupabaseDocument>.Refuse(failure);
        }

        if (layout.Settings.SkippedStatuses.Contains(record.Status, StringComparer.Ordinal) || layout.Settings.DeletedStatuses.Contains(record.Status, StringComparer.Ordinal))
        {
            return TransformResult<SupabaseDocument>.Skip(
                $"status-{record.Status}",
                $"The order is {record.Status}, and the settings keep no row of such orders.",
                record.Currency,
                RowDrafts.End(DocumentKinds.Order, context));
        }

        OrderRows rows = new(layout, RowDrafts.Scope(context), record);
        Money total = new(rows.Row.Net, record.Currency);
        return TransformResult<SupabaseDocument>.Write(
            total, [RowDrafts.Post(DocumentKinds.Order, rows, total, layout.Money.HasTax ? rows.Row.NetTax : 0)]);
    }

    public TransformResult<SupabaseDocument> TransformDeleted(TransformContext context) => RowDrafts.Gone(DocumentKinds.Order, "order", context);
}
