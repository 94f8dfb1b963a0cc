using SyncKit.Commerce;
using SyncKit.Faults;
using SyncKit.Supabase.Mapping;
using SyncKit.Supabase.Rows;
using SyncKit.Transforming;

namespace SyncKit.Supabase.Transforming;

/// <summary>Turns a customer into a row.</summary>
internal sealed class CustomerTransformer : ITransformer<Customer, SupabaseDocument>
{
    public IReadOnlyCollection<Reference> References(Customer record, TransformContext context) => [];

    public TransformResult<SupabaseDocument> Transform(Customer record, TransformContext context)
    {
        if (!LayoutReader.TryRead(context.Destination, out Layout? layout, out Failure? failure))
        {
            return TransformResult<SupabaseDocument>.Refuse(failure);
        }

        CustomerRows rows = new(layout, RowDrafts.Scope(context), record);
        Money nothing = new(0, string.Empty);
        return TransformResult<SupabaseDocument>.Write(nothing, [RowDrafts.Post(DocumentKinds.Customer, rows, nothing, 0)]);
    }

    public TransformResult<SupabaseDocument> TransformDeleted(TransformContext context) => RowDrafts.Gone(DocumentKinds.Customer, "customer", context);
}
