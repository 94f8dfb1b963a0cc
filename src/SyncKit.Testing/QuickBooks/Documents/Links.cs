using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Documents;

/// <summary>What payments and deposits do to the documents they link to. Each change counts up the linked document's version.</summary>
internal static class Links
{
    public static void Attach(CompanyBooks books, StoredEntity row, JsonObject document, JsonObject? previous)
    {
        if (row.Kind != EntityKind.Payment && row.Kind != EntityKind.Deposit)
        {
            return;
        }

        foreach (StoredEntity target in Targets(books, document).Union(Targets(books, previous)).ToList())
        {
            decimal change = row.Kind == EntityKind.Payment ? AppliedBy(document, target) - AppliedBy(previous, target) : 0m;
            Touch(books, row, target, change, linked: Targets(books, document).Contains(target));
        }
    }

    public static void Detach(CompanyBooks books, StoredEntity row, JsonObject document)
    {
        if (row.Kind != EntityKind.Payment && row.Kind != EntityKind.Deposit)
        {
            return;
        }

        foreach (StoredEntity target in Targets(books, document).ToList())
        {
            decimal change = row.Kind == EntityKind.Payment ? -AppliedBy(document, target) : 0m;
            Touch(books, row, target, change, linked: false);
        }
    }

    public static decimal AppliedBy(JsonObject? payment, StoredEntity target) =>
        payment.Children("Line")
            .Where(line => line.Children("LinkedTxn").Any(link => link.Text("TxnId") == target.Id))
            .Sum(line => line.Number("Amount") ?? 0m);

    private static IEnumerable<StoredEntity> Targets(CompanyBooks books, JsonObject? document) =>
        document.Children("Line")
            .SelectMany(line => line.Children("LinkedTxn"))
            .Select(link => EntityKind.Find(link.Text("TxnType") ?? string.Empty) is { } kind ? books[kind].Find(link.Text("TxnId") ?? string.Empty) : null)
            .OfType<StoredEntity>()
            .Distinct();

    private static void Touch(CompanyBooks books, StoredEntity row, StoredEntity target, decimal change, bool linked)
    {
        JsonObject document = target.Read();
        target.Applied += change;
        if (row.Kind == EntityKind.Deposit)
        {
            target.DepositId = linked ? row.Id : null;
        }
        else
        {
            decimal open = (document.Number("TotalAmt") ?? 0m) - target.Applied;
            document["Balance"] = open;
            if (target.Kind == EntityKind.CreditMemo)
            {
                document["RemainingCredit"] = open;
            }
        }

        JsonArray links = [.. document.Children("LinkedTxn").Where(link => link.Text("TxnId") != row.Id).Select(link => link.DeepClone())];
        if (linked)
        {
            links.Add(new JsonObject { ["TxnId"] = row.Id, ["TxnType"] = row.Kind.Name });
        }

        document["LinkedTxn"] = links;
        books.Replace(target, document);
    }
}
