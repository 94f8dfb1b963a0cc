using System.Globalization;
using SyncKit.Commerce;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Posting;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Tests.Documents;

/// <summary>Writes down what a transformer asks for, stage by stage as the engine does, and adds up what the books then hold.</summary>
internal sealed class Desk
{
    private static readonly OrderTransformer Transformer = new();
    private readonly Dictionary<string, LedgerDocument> posted = [];
    private readonly Dictionary<string, DocumentDraft<QuickBooksDocument>> drafts = [];
    private int lastId = 500;

    public Company Company { get; init; } = Shop.Company;

    public string Settings { get; init; } = """{"realmId":"9341450"}""";

    /// <summary>The rates of tax codes by their names; those of Nevada for all others.</summary>
    public Dictionary<string, PostingTaxRate[]> Rates { get; init; } = [];

    /// <summary>What stands, as it was written last.</summary>
    public IReadOnlyList<DocumentDraft<QuickBooksDocument>> Drafts => [.. drafts.Values];

    public IReadOnlyList<LedgerDocument> Standing => [.. posted.Values.Where(document => document.State == DocumentState.Posted)];

    /// <summary>The keys in the order in which they were written, voids with a minus before them.</summary>
    public List<string> Written { get; } = [];

    public decimal Total { get; private set; }

    public decimal Sold => Standing.Where(document => document.CountsTowardsTotal).Sum(document => document.Total);

    public decimal Taxed => Standing.Where(document => document.CountsTowardsTotal).Sum(document => document.Tax);

    public decimal Receivable => Of("Invoice") + Of("CreditMemo") - Of("Payment");

    public decimal Cash => Of("SalesReceipt") + Of("Payment") + Of("RefundReceipt");

    public SentDocument Sent(string key) => SentDocument.Of(drafts[key]);

    public TransformResult<QuickBooksDocument> Look(Order order) => Transformer.Transform(order, Context(order));

    public void Keep(LedgerDocument document) => posted[document.Key] = document;

    /// <summary>Writes until nothing is missing, and fails when the order is refused.</summary>
    public void Settle(Order order)
    {
        for (int round = 0; round < 20; round++)
        {
            TransformResult<QuickBooksDocument> result = Look(order);
            result.Refusal.Should().BeNull();
            Total = result.Total.Amount;
            List<DocumentDraft<QuickBooksDocument>> missing = [.. result.Drafts.Where(IsMissing)];
            missing.ForEach(Write);
            if (missing.Count == 0)
            {
                result.MoreFollows.Should().BeFalse("nothing more would be asked for");
                return;
            }
        }

        Assert.Fail("It never ends.");
    }

    private bool IsMissing(DocumentDraft<QuickBooksDocument> draft)
    {
        LedgerDocument? there = posted.GetValueOrDefault(draft.Key) is { State: DocumentState.Posted } standing ? standing : null;
        return draft.Operation == DraftOperation.Void
            ? there is not null
            : there is null || there.Hash != draft.Hash || there.Total != draft.Total || there.Tax != draft.Tax;
    }

    private void Write(DocumentDraft<QuickBooksDocument> draft)
    {
        bool isVoid = draft.Operation == DraftOperation.Void;
        Written.Add(isVoid ? "-" + draft.Key : draft.Key);
        if (isVoid)
        {
            posted[draft.Key] = posted[draft.Key] with { State = DocumentState.Voided, Total = 0, Tax = 0 };
            drafts.Remove(draft.Key);
            return;
        }

        draft.Document!.ToString().Should().NotContain("\"TxnId\":\"\"", "what is linked is there");
        LedgerDocument? before = posted.GetValueOrDefault(draft.Key) is { State: DocumentState.Posted } standing ? standing : null;
        (before?.Kind ?? draft.Kind).Should().Be(draft.Kind, "a posted document keeps its kind");
        drafts[draft.Key] = draft;
        posted[draft.Key] = Shop.Posted(draft.Key, draft.Kind, before?.DestinationId ?? (++lastId).ToString(CultureInfo.InvariantCulture)) with
        {
            Hash = draft.Hash,
            Total = draft.Total,
            Tax = draft.Tax,
            Currency = draft.Currency,
            CountsTowardsTotal = draft.CountsTowardsTotal,
            Date = DateOnly.ParseExact(SentDocument.Of(draft).Text("TxnDate"), "yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }

    private decimal Of(string kind) => Standing.Where(document => document.Kind == kind).Sum(document => document.Total);

    private TransformContext Context(Order order)
    {
        TransformContext naming = Shop.Bare(order.Id, Settings, [.. posted.Values]);
        Dictionary<Reference, ReferenceAnswer> answers = [];
        foreach (Reference reference in Transformer.References(order, naming))
        {
            IReadOnlyDictionary<string, string> attributes = reference.Kind switch
            {
                ReferenceKinds.Company => Company.ToAttributes(),
                ReferenceKinds.TaxCode => TaxCodeRates.ToAttributes(
                    Rates.GetValueOrDefault(reference.Details[Detail.Name], [new PostingTaxRate("5", 4.6m), new PostingTaxRate("6", 3.665m)])),
                ReferenceKinds.Term => new Dictionary<string, string> { ["dueDays"] = "30" },
                _ => new Dictionary<string, string>(),
            };
            string id = reference.Details.GetValueOrDefault(Detail.Name, reference.Key);
            answers[reference] = new ReferenceAnswer(
                reference, new ResolvedReference(reference.Kind, reference.Key, id.Length > 0 ? id : "1", attributes, Shop.Now), null);
        }

        return new TransformContext
        {
            Record = naming.Record, Source = naming.Source, Destination = naming.Destination, Posted = naming.Posted, References = answers,
        };
    }
}
