using System.Text;
using SyncKit.Commerce;
using SyncKit.Inbox;
using SyncKit.Transforming;

namespace SyncKit.Benchmarks.Engine;

/// <summary>Makes the smallest document that says which order it is of and what it is worth.</summary>
internal sealed class PlainTransformer : ITransformer<Order, PlainDocument>
{
    public IReadOnlyCollection<Reference> References(Order record, TransformContext context) => [];

    public TransformResult<PlainDocument> Transform(Order record, TransformContext context)
    {
        byte[] json = Encoding.UTF8.GetBytes($$"""{"number":"{{record.Number}}","total":{{record.Total}},"tax":{{record.TotalTax}}}""");
        DocumentDraft<PlainDocument> draft = new()
        {
            Key = "sale",
            Kind = "Sale",
            Document = new PlainDocument(json),
            Hash = ContentHash.Of(json),
            Total = record.Total,
            Tax = record.TotalTax,
            Currency = record.Currency,
        };
        return TransformResult<PlainDocument>.Write(new Money(record.Total, record.Currency), [draft]);
    }

    public TransformResult<PlainDocument> TransformDeleted(TransformContext context) =>
        throw new NotSupportedException("No order is ever deleted.");
}
