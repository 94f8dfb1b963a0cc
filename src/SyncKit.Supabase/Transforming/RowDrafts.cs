using SyncKit.Commerce;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Supabase.Rows;
using SyncKit.Transforming;

namespace SyncKit.Supabase.Transforming;

/// <summary>Makes drafts of rows. Pure.</summary>
internal static class RowDrafts
{
    /// <summary>The tenant and the source come from the record's key, never from the record.</summary>
    public static RowScope Scope(TransformContext context) =>
        new(context.Destination.Id.Tenant.Value, DestinationIds.SourceOf(context.Record.Source), context.Payload);

    public static DocumentDraft<SupabaseDocument> Post(string kind, DocumentRows rows, Money total, decimal tax)
    {
        ContentHash hash = rows.Hash();
        rows.Scope.ContentHash = hash.ToString();
        return new DocumentDraft<SupabaseDocument>
        {
            Key = DocumentKinds.Key,
            Kind = kind,
            Document = new SupabaseDocument(rows),
            Hash = hash,
            Total = total.Amount,
            Tax = tax,
            Currency = total.Currency,
        };
    }

    /// <summary>What ends the row of a record that is gone; nothing where there is no row.</summary>
    public static IReadOnlyList<DocumentDraft<SupabaseDocument>> End(string kind, TransformContext context) =>
        context.Posted.GetValueOrDefault(DocumentKinds.Key) is not { State: DocumentState.Posted } there ? [] :
        [
            new DocumentDraft<SupabaseDocument>
            {
                Key = DocumentKinds.Key,
                Kind = kind,
                Operation = DraftOperation.Void,
                Total = 0,
                Tax = 0,
                Currency = there.Currency,
            },
        ];

    public static TransformResult<SupabaseDocument> Gone(string kind, string what, TransformContext context)
    {
        IReadOnlyList<DocumentDraft<SupabaseDocument>> ends = End(kind, context);
        return TransformResult<SupabaseDocument>.Skip(
            "deleted", $"The shop no longer has the {what}.", ends.Count > 0 ? ends[0].Currency : string.Empty, ends);
    }
}
