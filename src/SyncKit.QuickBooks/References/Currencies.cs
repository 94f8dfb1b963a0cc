using SyncKit.Faults;
using SyncKit.QuickBooks.Documents;

namespace SyncKit.QuickBooks.References;

/// <summary>Refuses a currency that the company does not keep. Pure.</summary>
internal static class Currencies
{
    public static Failure? Refusal(string currency, Company company)
    {
        if (company.Keeps(currency))
        {
            return null;
        }

        return company.MultiCurrency
            ? Refusals.Of(
                "currency",
                $"The order is in {currency}, which is not among the currencies of the QuickBooks company.",
                $"Add {currency} to the currencies in QuickBooks, then retry.")
            : Refusals.Of(
                "currency",
                $"The order is in {currency}, but the QuickBooks company keeps its books in {company.HomeCurrency} only.",
                "Switch on multicurrency in QuickBooks, then retry, or enter it by hand and dismiss this.");
    }
}
