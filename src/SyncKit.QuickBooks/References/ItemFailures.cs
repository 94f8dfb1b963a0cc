using System.Text.Json;
using SyncKit.Faults;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Documents;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>Says why a line has no item in the company.</summary>
internal static class ItemFailures
{
    public const string Missing = "item-missing";

    public static Failure NotMade(Reference item)
    {
        string name = item.Details[Detail.Name];
        string sku = item.Details[Detail.Sku];
        return Refusals.Of(
            Missing,
            $"The QuickBooks company has no item for {name}{(sku.Length > 0 ? $" (SKU {sku})" : string.Empty)}, and the settings let none be made.",
            "Add the item in QuickBooks, map it in itemMap, name a catchAllItem or set createItems to true, then retry.");
    }

    public static Failure NoSku(Reference item) => Refusals.Of(
        Missing,
        $"{item.Details[Detail.Name]} has no SKU, the settings find items by SKU only, and no catchAllItem is set.",
        "Give the product a SKU, or name a catchAllItem in the connection's settings, then retry.");

    /// <summary>Why an item that a setting names cannot be used; <see langword="null"/> when it can.</summary>
    public static Failure? OfNamed(Reference item, JsonElement? found) =>
        NamedFailures.Of(item, found, "item", Missing)
        ?? (IsSold(found!.Value)
            ? null
            : Refusals.Of(
                "item-type",
                $"The item '{found.Value.Text("Name")}' that {NamedFailures.SettingOf(item)} names is a {TypeOf(found.Value)} in QuickBooks, which cannot stand on a line.",
                "Name a product or service instead, then retry."));

    /// <summary>Categories and bundles cannot stand on a line.</summary>
    public static bool IsSold(JsonElement row) => row.Text("Type") is "Service" or "Inventory" or "NonInventory";

    public static string TypeOf(JsonElement row) => row.Text("Type") switch
    {
        "Group" => "bundle",
        "Category" => "category",
        string type => type,
    };
}
