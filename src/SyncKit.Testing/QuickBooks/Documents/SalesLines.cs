using System.Globalization;
using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;
using SyncKit.Testing.QuickBooks.Writing;

namespace SyncKit.Testing.QuickBooks.Documents;

/// <summary>The lines of a sales form: checked, numbered, and added up.</summary>
internal sealed class SalesLines
{
    private const string ShippingItem = "SHIPPING_ITEM_ID";

    private readonly List<SalesLine> items = [];
    private JsonObject? discountLine;

    private SalesLines()
    {
    }

    public IReadOnlyList<SalesLine> Items => items;

    public decimal Subtotal => items.Sum(item => item.Amount);

    public decimal Discount { get; private set; }

    public static SalesLines Read(Draft draft)
    {
        SalesLines lines = new();
        JsonArray kept = [];
        foreach (JsonObject line in draft.Document.Children("Line"))
        {
            if (line.Text("DetailType") != "SubTotalLineDetail")
            {
                JsonObject copy = line.DeepClone().AsObject();
                lines.Add(draft, copy);
                kept.Add(copy);
            }
        }

        if (kept.Count == 0)
        {
            throw Refuse.Required("Line");
        }

        lines.SetDiscount();
        Number(kept, draft.Previous);
        kept.Add(new JsonObject { ["Amount"] = lines.Subtotal, ["DetailType"] = "SubTotalLineDetail", ["SubTotalLineDetail"] = new JsonObject() });
        draft.Document["Line"] = kept;
        return lines;
    }

    /// <summary>Keeps the ids of lines that are there already, and gives new ones to the rest.</summary>
    private static void Number(JsonArray lines, JsonObject? previous)
    {
        HashSet<string> known = [.. previous.Children("Line").Select(line => line.Text("Id")).OfType<string>()];
        int last = known.Select(id => int.Parse(id, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();
        int number = 0;
        foreach (JsonObject line in lines.OfType<JsonObject>())
        {
            if (line.Text("Id") is not { } id || !known.Remove(id))
            {
                line["Id"] = (++last).ToString(CultureInfo.InvariantCulture);
            }

            line["LineNum"] = ++number;
        }
    }

    private void Add(Draft draft, JsonObject line)
    {
        string type = line.Text("DetailType") ?? throw Refuse.Required("Line.DetailType");
        switch (type)
        {
            case "SalesItemLineDetail":
                AddItem(draft, line);
                break;
            case "DiscountLineDetail":
                AddDiscount(draft, line);
                break;
            case "DescriptionOnly":
                line.Remove("Amount");
                break;
            case "GroupLineDetail":
                throw Refuse.Business("Bundles are not supported on this form");
            default:
                throw Refuse.InvalidEnumeration("DetailType", type);
        }
    }

    private void AddItem(Draft draft, JsonObject line)
    {
        decimal amount = JsonReading.Cents(line.Number("Amount") ?? throw Refuse.Required("Line.Amount"));
        line["Amount"] = amount;
        JsonObject detail = line.Child("SalesItemLineDetail") ?? throw Refuse.Required("SalesItemLineDetail");
        if (detail.Number("Qty") is { } quantity && detail.Number("UnitPrice") is { } price && JsonReading.Cents(quantity * price) != amount)
        {
            throw Refuse.AmountDiffers(amount);
        }

        if (amount < 0 && draft.Books.Behaviour.NegativeLines == NegativeLines.Refused)
        {
            throw Refuse.NegativeAmount();
        }

        Tracking.SetOnLine(draft, detail);
        string? item = detail.Reference("ItemRef");
        bool shipping = item == ShippingItem;
        if (shipping)
        {
            if (!draft.Books.Settings.AllowShipping)
            {
                throw Refuse.Business("Shipping is not turned on in the company's sales settings");
            }
        }
        else if (item is not null)
        {
            SoldItem.Check(draft, line, detail);
        }

        SetTaxCode(draft, detail);
        if (item is not null)
        {
            amount = InclusiveAmounts.Settle(draft, detail, amount);
            line["Amount"] = amount;
            items.Add(new SalesLine(amount, detail.Reference("TaxCodeRef"), shipping));
        }
    }

    private static void SetTaxCode(Draft draft, JsonObject detail)
    {
        string? code = detail.Reference("TaxCodeRef");
        if (draft.Books.IsUs)
        {
            code ??= "NON";
            detail["TaxCodeRef"] = code is "TAX" or "NON" ? JsonReading.Ref(code) : throw Refuse.LineTaxCode(code);
        }
        else if (code is "TAX" or "NON")
        {
            throw Refuse.LineWithoutTax();
        }
        else if (code is not null)
        {
            draft.Resolve(detail, "TaxCodeRef", EntityKind.TaxCode);
        }
    }

    private void AddDiscount(Draft draft, JsonObject line)
    {
        if (!draft.Books.Settings.AllowDiscount)
        {
            throw Refuse.Business("Discounts are not turned on in the company's sales settings");
        }

        if (discountLine is not null)
        {
            throw Refuse.Business("A transaction can have one discount line only");
        }

        JsonObject detail = line.Child("DiscountLineDetail") ?? throw Refuse.Required("DiscountLineDetail");
        bool byPercent = detail.Flag("PercentBased") == true;
        if (byPercent ? detail.Number("DiscountPercent") is null : line.Number("Amount") is null)
        {
            throw Refuse.DiscountIncomplete();
        }

        if (line.Number("Amount") < 0)
        {
            throw Refuse.NegativeAmount();
        }

        if (detail.Reference("DiscountAccountRef") is null)
        {
            detail["DiscountAccountRef"] = JsonReading.Ref(draft.Books.DiscountAccountId);
        }

        draft.Resolve(detail, "DiscountAccountRef", EntityKind.Account);
        discountLine = line;
    }

    private void SetDiscount()
    {
        if (discountLine is null)
        {
            return;
        }

        JsonObject detail = discountLine.Child("DiscountLineDetail")!;
        Discount = detail.Flag("PercentBased") == true
            ? JsonReading.Cents(Subtotal * detail.Number("DiscountPercent")!.Value / 100m)
            : JsonReading.Cents(discountLine.Number("Amount")!.Value);
        discountLine["Amount"] = Discount;
    }
}
