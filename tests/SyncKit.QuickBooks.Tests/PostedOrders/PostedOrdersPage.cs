using System.Globalization;
using System.Text;
using SyncKit.QuickBooks.Documents;

namespace SyncKit.QuickBooks.Tests.PostedOrders;

/// <summary>Writes docs/posted-orders.md from the runs.</summary>
internal static class PostedOrdersPage
{
    private static readonly CultureInfo s_culture = CultureInfo.InvariantCulture;

    public static string Path
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !Directory.Exists(System.IO.Path.Combine(folder.FullName, "docs")))
            {
                folder = folder.Parent;
            }

            return System.IO.Path.Combine(folder!.FullName, "docs", "posted-orders.md");
        }
    }

    public static string Write(PostingRuns runs)
    {
        StringBuilder page = new();
        page.Append(Intro(runs));
        page.Append("\n## Summary\n\n");
        page.Append("| Profile | Orders | Documents | Totals agree | Taxes agree | Rounding lines | Largest | Held | Skipped |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        foreach (PostingRun run in runs.All)
        {
            page.Append(Summary(run));
        }

        page.Append("\n## The companies\n\n");
        foreach (PostingRun run in runs.All.Where(static run => !run.Profile.Name.Contains("computed", StringComparison.Ordinal)))
        {
            page.Append(s_culture, $"- **{run.Profile.Name}.** {run.Profile.Company}\n");
        }

        page.Append("\n## Held orders\n\n");
        foreach (PostingRun run in runs.All.Where(static run => run.HeldOrders.Any()))
        {
            page.Append(s_culture, $"- {run.Profile.Name}: {Held(run)}.\n");
        }

        page.Append("\n`quickbooks.tax-codes`: the order has goods of two codes and the company takes one for a document; one code for all rates, as in US manual, or `taxAsLine` posts\n");
        page.Append("it. `quickbooks.tax-unpredictable`: a compound rate comes to another cent on rounded taxes than on unrounded ones, and QuickBooks does not document which it takes.\n");

        foreach (PostingRun run in runs.Main)
        {
            page.Append(s_culture, $"\n## {run.Profile.Name}\n\n| Order | Currency | Total | Tax | Document | Total | Tax | Proof | Residual |\n|---|---|--:|--:|---|--:|--:|---|--:|\n");
            foreach (PostedOrder order in run.Orders)
            {
                page.Append(Rows(order));
            }
        }

        return page.ToString();
    }

    private static string Intro(PostingRuns runs) => string.Create(s_culture, $"""
        # Recorded orders in the books

        The {runs.Main[0].Orders.Count} orders that were recorded from a real WooCommerce 11 store, posted to a simulated QuickBooks company for each profile of settings. Every order is read by the
        WooCommerce connector, transformed, planned into batches and sent over HTTP by the QuickBooks connector; the totals and taxes of the documents are those that the
        company holds afterwards, by its own arithmetic. Nothing here is typed; the test that makes the page fails when the page differs. It is made anew with

        ```sh
        SYNCKIT_UPDATE_DOCS=1 dotnet test --project tests/SyncKit.QuickBooks.Tests --filter-class '*PostedOrdersTests'
        ```

        All statuses are posted, cancelled and failed orders too, so that every order with money is put to the test; only orders without lines and money are skipped. The
        companies keep several currencies, so that the orders in euro, yen and dinar stand in their own. A refund has a row of its own below its order, with negative amounts; a
        refund that names only an amount has the share of the tax that the connector worked out. The residual is the order's total less the document's.

        Where the summary says *computed*, the company ignores the taxes it is told and computes its own on each line or on the sum, and `taxArithmetic` says so. Then a
        rounding line makes up the difference, and a document's tax is the company's, not the shop's: totals agree, taxes need not. The column Largest has the largest
        such line, in the order's currency. Held orders are named below.

        """);

    private static string Summary(PostingRun run)
    {
        List<PostedDocument> documents = [.. run.Documents];
        List<PostedDocument> rounded = [.. documents.Where(static document => document.Rounding != 0)];
        string largest = rounded.Count == 0 ? "" : Money(rounded.Max(static document => Math.Abs(document.Rounding)));
        return string.Create(
            s_culture,
            $"| {run.Profile.Name} | {run.Orders.Count} | {documents.Count} | {documents.Count(static document => document.Residual == 0)} "
            + $"| {documents.Count(static document => document.Tax == document.OrderTax)} | {rounded.Count} | {largest} | {run.HeldOrders.Count()} | {run.Orders.Count(static order => order.SkipRule is not null)} |\n");
    }

    private static string Held(PostingRun run) => string.Join(
        "; ",
        run.HeldOrders.GroupBy(static order => order.Refusal!.Code).Select(static code => $"{string.Join(", ", code.Select(static order => order.Order.Id))} (`{code.Key}`)"));

    private static string Rows(PostedOrder order)
    {
        string head = string.Create(s_culture, $"| {order.Order.Id} | {order.Order.Currency} | {Money(order.Order.Total)} | {Money(order.Order.TotalTax)} |");
        if (order.Documents.Count == 0)
        {
            return $"{head} {(order.Refusal is null ? $"skipped: {order.SkipRule}" : $"held: `{order.Refusal.Code}`")} | | | | |\n";
        }

        StringBuilder rows = new();
        foreach (PostedDocument document in order.Documents)
        {
            rows.Append(
                document.IsRefund
                    ? string.Create(s_culture, $"| {order.Order.Id} {document.Key.Replace(':', ' ')} | {order.Order.Currency} | {Money(document.OrderTotal)} | {Money(document.OrderTax)} |")
                    : head)
                .Append(s_culture, $" {document.Booked.Entity} | {Money(document.Total)} | {Money(document.Tax)} | {Proof(document)} | {Money(document.Residual)} |\n");
        }

        return rows.ToString();
    }

    /// <summary>The proof without its totals, which have columns of their own, and with the tax per rate where there are several.</summary>
    private static string Proof(PostedDocument document)
    {
        string sum = document.Proof.ToString();
        string rates = document.Proof.Taxes.Count > 1 ? $" ({string.Join(" + ", document.Proof.Taxes.Select(static tax => Money(tax.Amount)))})" : "";
        return sum[..sum.IndexOf(" = ", StringComparison.Ordinal)] + rates;
    }

    private static string Money(decimal amount) => amount.ToString("0.00", s_culture).Replace('-', '−');
}
