using SyncKit.Connectors;
using SyncKit.QuickBooks.References;
using SyncKit.QuickBooks.Settings;

namespace SyncKit.QuickBooks.Checking;

/// <summary>Holds the customers that settings name against the company's. Pure.</summary>
internal static class CustomerCheck
{
    public static IEnumerable<Finding> Of(QuickBooksSettings settings, CompanyFacts facts)
    {
        foreach (Finding finding in NamedCheck.Missing(
            facts.Customers,
            settings.CustomersByRole.Values.Distinct(StringComparer.OrdinalIgnoreCase).Select(static name => ("customersByRole", name)),
            "a customer"))
        {
            yield return finding;
        }

        if (!settings.CreateCustomers && !(EntryMatch.Named(facts.Customers, settings.GuestCustomer) is { } guest && EntryMatch.IsActive(guest)))
        {
            string message = $"The company has no active customer '{settings.GuestCustomer}' and createCustomers is off, so orders of guests are held: add the customer in QuickBooks.";
            yield return settings.Customers == CustomerChoice.PerEmail ? Found.Warning("guestCustomer", message) : Found.Error("guestCustomer", message);
        }
    }
}
