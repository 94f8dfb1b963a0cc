using SyncKit.Commerce;
using SyncKit.Delivery;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Posting;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Transforming;
using BookedDocument = SyncKit.Testing.QuickBooks.BookedDocument;

namespace SyncKit.QuickBooks.Tests.PostedOrders;

/// <summary>Posts all recorded orders to one company in batches, stage by stage as the engine does, and reads back what the company holds.</summary>
internal sealed class PostingRun
{
    private readonly Dictionary<string, Dictionary<string, LedgerDocument>> ledger = [];
    private readonly Dictionary<string, TransformResult<QuickBooksDocument>> results = [];

    private PostingRun(PostingProfile profile) => Profile = profile;

    public PostingProfile Profile { get; }

    public IReadOnlyList<PostedOrder> Orders { get; private set; } = [];

    public IEnumerable<PostedDocument> Documents => Orders.SelectMany(static order => order.Documents);

    public IEnumerable<PostedOrder> HeldOrders => Orders.Where(static order => order.Refusal is not null);

    public static async Task<PostingRun> OfAsync(PostingProfile profile, IReadOnlyList<Order> recorded)
    {
        await using Host host = await Host.StartAsync(profile.NewCompany(), profile.Settings, app: static app =>
        {
            app.RequestsPerMinute = 10_000;
            app.BatchCallsPerMinute = 1000;
        });
        host.BeforeSend = () => host.Time.Advance(TimeSpan.FromSeconds(1));
        host.Company.AddItem("Rounding");
        profile.SetUp(host.Company);
        PostingRun run = new(profile);
        List<Order> orders = [.. recorded.Select(profile.Read)];
        OrderTransformer transformer = new();
        await host.ResolveAsync([.. orders.SelectMany(order => transformer.References(order, Shop.Bare(order.Id, host.Books.Settings.Json))).Distinct()]);
        for (List<Order> open = orders; open.Count > 0;)
        {
            open = await run.WriteNextAsync(host, open);
        }

        Dictionary<(string, string), BookedDocument> books = new[] { DocumentKinds.SalesReceipt, DocumentKinds.Invoice, DocumentKinds.RefundReceipt, DocumentKinds.CreditMemo }
            .SelectMany(host.Company.Documents)
            .ToDictionary(static document => (document.Entity, document.Id));
        run.Orders = [.. orders.Select(order => run.ReadBack(order, books))];
        return run;
    }

    /// <summary>Writes what the orders lack, and gives back those that are to be asked again.</summary>
    private async Task<List<Order>> WriteNextAsync(Host host, List<Order> orders)
    {
        List<DocumentWrite<QuickBooksDocument>> writes = [];
        List<Order> unfinished = [];
        foreach (Order order in orders)
        {
            Dictionary<string, LedgerDocument> posted = ledger.TryGetValue(order.Id, out Dictionary<string, LedgerDocument>? there) ? there : ledger[order.Id] = [];
            host.Time.Advance(TimeSpan.FromSeconds(1));
            TransformResult<QuickBooksDocument> result = results[order.Id] = await host.TransformAsync(order, [.. posted.Values]);
            List<DocumentDraft<QuickBooksDocument>> missing = [.. result.Drafts.Where(draft => posted.GetValueOrDefault(draft.Key)?.Hash != draft.Hash)];
            writes.AddRange(missing.Select(draft => Host.Write(order, draft, posted.GetValueOrDefault(draft.Key))));
            if (missing.Count > 0)
            {
                unfinished.Add(order);
            }
            else
            {
                result.MoreFollows.Should().BeFalse("order {0} of {1} lacks nothing more", order.Id, Profile.Name);
            }
        }

        foreach (Intent intent in host.Destination.Plan(host.Books, writes, host.Time.GetUtcNow()))
        {
            WriteAnswer answer = await host.SendAsync(intent, TestContext.Current.CancellationToken);
            answer.Failure.Should().BeNull();
            foreach (TargetAnswer target in answer.Targets)
            {
                LedgerDocument expected = intent.Targets.Single(candidate => candidate.Id == target.TargetId).Document!;
                target.Failure.Should().BeNull("{0} of order {1} of {2} is posted", expected.Key, expected.Record.Id, Profile.Name);
                ledger[expected.Record.Id][expected.Key] = expected with { DestinationId = target.Written!.Id, Version = target.Written.Version };
            }
        }

        return unfinished;
    }

    private PostedOrder ReadBack(Order order, Dictionary<(string, string), BookedDocument> books) => new(
        order,
        results[order.Id].SkipRule,
        results[order.Id].Refusal,
        [.. ledger[order.Id].Values.Where(static document => document.CountsTowardsTotal).Select(posted => ReadBack(order, posted, books[(posted.Kind, posted.DestinationId)]))]);

    private static PostedDocument ReadBack(Order order, LedgerDocument posted, BookedDocument booked)
    {
        PostingProof proof = ProofJson.Read(posted.Proof)!;
        if (posted.Key == DocumentKeys.Sale)
        {
            return new PostedDocument(posted.Key, order.Total, order.TotalTax, booked, proof);
        }

        // A refund that names only an amount says nothing of tax: its share is worked out.
        Refund refund = order.Refunds.Single(refund => DocumentKeys.Refund(refund.Id) == posted.Key);
        bool isAmountOnly = refund.TotalTax == 0 && refund.Lines.Concat(refund.Charges).All(static line => line.Total == 0);
        return new PostedDocument(posted.Key, -refund.Amount, isAmountOnly ? -proof.OrderTax : -refund.TotalTax, booked, proof);
    }
}
