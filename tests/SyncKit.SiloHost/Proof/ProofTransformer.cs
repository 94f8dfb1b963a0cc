using System.Text;
using SyncKit.Commerce;
using SyncKit.Inbox;
using SyncKit.Transforming;

namespace SyncKit.SiloHost.Proof;

/// <summary>One sale per order.</summary>
internal sealed class ProofTransformer : ITransformer<Order, ProofDocument>
{
    public IReadOnlyCollection<Reference> References(Order record, TransformContext context) => [];

    public TransformResult<ProofDocument> Transform(Order record, TransformContext context) => TransformResult<ProofDocument>.Write(
        new Money(record.Total, record.Currency),
        [
            new DocumentDraft<ProofDocument>
            {
                Key = "sale",
                Kind = "Sale",
                Document = new ProofDocument(record.Id),
                Hash = ContentHash.Of(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{record.Id} {record.Total}"))),
                Total = record.Total,
                Tax = record.TotalTax,
                Currency = record.Currency,
            },
        ]);

    public TransformResult<ProofDocument> TransformDeleted(TransformContext context) => throw new NotSupportedException("No order is ever deleted.");
}
