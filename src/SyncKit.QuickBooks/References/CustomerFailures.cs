using System.Globalization;
using System.Text.Json;
using SyncKit.Faults;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Documents;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>Says why an order has no customer in the company.</summary>
internal static class CustomerFailures
{
    public static Failure Ambiguous(Reference customer, List<JsonElement> matches)
    {
        string names = string.Join(", ", matches.Take(5).Select(static row => row.Text("DisplayName")));
        return Refusals.Of(
            "ambiguous-customer",
            $"{matches.Count.ToString(CultureInfo.InvariantCulture)} customers in QuickBooks have the e-mail address of {customer.Details[Detail.Name]}: {names}.",
            "Merge them in QuickBooks or set ambiguousCustomer to UseOldest, then retry.");
    }

    public static Failure NotMade(Reference customer)
    {
        string name = customer.Details[Detail.Name];
        string email = customer.Details[Detail.Email];
        string who = email.Length > 0 && email != name ? $"{name} ({email})" : name;
        return Refusals.Of(
            "customer-missing",
            $"The QuickBooks company has no customer in {customer.Details[Detail.Currency]} for {who}, and the settings let none be made.",
            $"Add the customer in QuickBooks with {(email.Length > 0 ? "that e-mail address" : "that name")}, or set createCustomers to true, then retry.");
    }

    /// <summary>Why a customer that a setting names cannot be used; <see langword="null"/> when it can.</summary>
    public static Failure? OfMapped(Reference customer, JsonElement? found)
    {
        if (NamedFailures.Of(customer, found, "customer", "customer-missing") is { } failure)
        {
            return failure;
        }

        string kept = found!.Value.RefValue("CurrencyRef");
        string wanted = customer.Details.GetValueOrDefault(Detail.Currency, string.Empty);
        return kept.Length == 0 || wanted.Length == 0 || string.Equals(kept, wanted, StringComparison.OrdinalIgnoreCase)
            ? null
            : Refusals.Of(
                "customer-currency",
                $"The order is in {wanted}, but the customer '{found.Value.Text("DisplayName")}' that {NamedFailures.SettingOf(customer)} names is kept in {kept}.",
                $"Name a customer that is kept in {wanted}, or enter the order by hand and dismiss this.");
    }
}
