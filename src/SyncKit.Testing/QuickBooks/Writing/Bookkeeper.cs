using System.Globalization;
using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Tax;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Writing;

/// <summary>What a person does in the browser, put together from writes. Callers hold the books' gate.</summary>
internal sealed class Bookkeeper(CompanyBooks books, EntityWriter writer)
{
    public string AddItem(string name, string? sku)
    {
        JsonObject item = new() { ["Name"] = name, ["Type"] = "NonInventory", ["IncomeAccountRef"] = JsonReading.Ref(AccountId("Sales")) };
        if (sku is not null)
        {
            item["Sku"] = sku;
        }

        return writer.Create(EntityKind.Item, item).Id;
    }

    public string AddCustomer(string displayName, string? email, string? currency)
    {
        JsonObject customer = new() { ["DisplayName"] = displayName };
        if (email is not null)
        {
            customer["PrimaryEmailAddr"] = new JsonObject { ["Address"] = email };
        }

        if (currency is not null)
        {
            customer["CurrencyRef"] = JsonReading.Ref(currency);
        }

        return writer.Create(EntityKind.Customer, customer).Id;
    }

    public string MergeCustomers(string fromId, string intoId)
    {
        StoredEntity from = Existing(EntityKind.Customer, fromId);
        StoredEntity into = Existing(EntityKind.Customer, intoId);
        JsonObject survivor = into.Read();
        if (from.Read().Reference("CurrencyRef") != survivor.Reference("CurrencyRef"))
        {
            throw Refuse.Business("Customers of different currencies can not be merged");
        }

        JsonObject reference = JsonReading.Ref(intoId, survivor.Text("FullyQualifiedName"));
        foreach (StoredEntity row in EntityKind.All.Where(kind => kind.Family == EntityFamily.Transaction).SelectMany(kind => books[kind].Rows).ToList())
        {
            JsonObject document = row.Read();
            if (document.Reference("CustomerRef") == fromId)
            {
                document["CustomerRef"] = reference.DeepClone();
                books.Replace(row, document);
            }
        }

        books.Merge(from, into);
        return intoId;
    }

    public string AddTaxCode(string name, IReadOnlyList<decimal> percentages) => AddTaxCode(
        name,
        [.. percentages.Select((percent, index) => (string.Create(CultureInfo.InvariantCulture, $"{name} {index + 1}"), percent, false))]);

    public string AddTaxCode(string name, IReadOnlyList<(string Name, decimal Percent, bool Compound)> rates)
    {
        StoredEntity agency = books[EntityKind.TaxAgency].Rows.FirstOrDefault() ?? throw Refuse.Business("Sales tax is not turned on");
        List<(string Id, bool Compound)> added =
            [.. rates.Select(rate => (ExistingRate(rate.Name, rate.Percent) ?? TaxRates.AddRate(books, rate.Name, rate.Percent, agency.Id), rate.Compound))];
        return TaxRates.AddCode(books, name, added);
    }

    private string? ExistingRate(string name, decimal percent) =>
        books[EntityKind.TaxRate].Where("Name", name).FirstOrDefault(rate => rate.Read().Number("RateValue") == percent)?.Id;

    public string AccountId(string name) => books[EntityKind.Account].Where("Name", name).Single().Id;

    public string Edit(EntityKind kind, string id, Action<JsonObject> change) => writer.Edit(Existing(kind, id), change).Id;

    public string Delete(EntityKind kind, string id)
    {
        string? version = Existing(kind, id).Read().Text("SyncToken");
        writer.Delete(kind, new JsonObject { ["Id"] = id, ["SyncToken"] = version });
        return id;
    }

    public string Void(EntityKind kind, string id)
    {
        if (kind.VoidOperation is null)
        {
            throw Refuse.Unsupported("void");
        }

        string? version = Existing(kind, id).Read().Text("SyncToken");
        writer.Void(kind, new JsonObject { ["Id"] = id, ["SyncToken"] = version });
        return id;
    }

    public string Deposit(EntityKind kind, string id)
    {
        JsonObject source = Existing(kind, id).Read();
        JsonObject line = new()
        {
            ["Amount"] = source.Number("TotalAmt"),
            ["LinkedTxn"] = new JsonArray { new JsonObject { ["TxnId"] = id, ["TxnType"] = kind.Name, ["TxnLineId"] = "0" } },
        };
        return writer.Create(EntityKind.Deposit, new JsonObject
        {
            ["TxnDate"] = source.Text("TxnDate"),
            ["CurrencyRef"] = source["CurrencyRef"]?.DeepClone(),
            ["DepositToAccountRef"] = JsonReading.Ref(AccountId("Checking")),
            ["Line"] = new JsonArray { line },
        }).Id;
    }

    private StoredEntity Existing(EntityKind kind, string id) => books.Find(kind, id) ?? throw Refuse.NotFound();
}
