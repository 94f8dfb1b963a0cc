using SyncKit.Commerce;

namespace SyncKit.Transforming;

/// <summary>
/// Turns a record into documents. Pure: no I/O, no clock, no chance, no state, so it can be tested by properties, replayed and dry-run.
/// </summary>
/// <typeparam name="TRecord">What comes in.</typeparam>
/// <typeparam name="TDocument">What goes out.</typeparam>
public interface ITransformer<TRecord, TDocument>
    where TRecord : class, IRecord
    where TDocument : class
{
    /// <summary>Names what the record's documents refer to in the destination. May name nothing for a record that will be skipped.</summary>
    IReadOnlyCollection<Reference> References(TRecord record, TransformContext context);

    /// <summary>
    /// Makes the documents that the record should have now, or names the rule by which it has none, or refuses it. Asked again after its documents
    /// were written when the result says that more follow.
    /// </summary>
    TransformResult<TDocument> Transform(TRecord record, TransformContext context);

    /// <summary>Says what becomes of the documents of a record that the source no longer has.</summary>
    TransformResult<TDocument> TransformDeleted(TransformContext context);
}
