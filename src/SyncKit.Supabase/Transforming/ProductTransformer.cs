using SyncKit.Commerce;
using SyncKit.Faults;
using SyncKit.Supabase.Mapping;
using SyncKit.Supabase.Rows;
using SyncKit.Transforming;

namespace SyncKit.Supabase.Transforming;

/// <summary>Turns a product or a variation into a row.</summary>
internal sealed class ProductTransformer : ITransformer<Product, SupabaseDocument>
{
    public IReadOnlyCollection<Reference> References(Product record, TransformContext context) => [];

    public TransformResult<SupabaseDocument> Transform(Product record, TransformContext context)
    {
        if (!LayoutReader.TryRead(context.Destination, out Layout? layout, out Failure? failure))
        {
            return TransformResult<SupabaseDocument>.Refuse(failure);
        }

        ProductRows rows = new(layout, RowDrafts.Scope(context), record);
        Money nothing = new(0, string.Empty);
        return TransformResult<SupabaseDocument>.Write(nothing, [RowDrafts.Post(DocumentKinds.Product, rows, nothing, 0)]);
    }

    public TransformResult<SupabaseDocument> TransformDeleted(TransformContext context) => RowDrafts.Gone(DocumentKinds.Product, "product", context);
}
