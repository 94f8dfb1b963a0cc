using SyncKit.Commerce;
using SyncKit.Faults;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Refuses orders that have no documents whatever their amounts are solved to. Pure.</summary>
internal static class OrderChecks
{
    private const string CorrectAmounts = "Correct the order's amounts in the shop or enter it by hand and dismiss this.";

    public static Failure? Refusal(Order order, QuickBooksSettings settings, Company company) =>
        OfCompany(order, settings, company) ?? OfRefunds(order);

    private static Failure? OfCompany(Order order, QuickBooksSettings settings, Company company)
    {
        if (!company.Keeps(order.Currency))
        {
            return company.MultiCurrency
                ? Refusals.Of(
                    "currency",
                    $"The order is in {order.Currency}, which is not among the currencies of the QuickBooks company.",
                    $"Add {order.Currency} to the currencies in QuickBooks, then retry.")
                : Refusals.Of(
                    "currency",
                    $"The order is in {order.Currency}, but the QuickBooks company keeps its books in {company.HomeCurrency} only.",
                    "Switch on multicurrency in QuickBooks, then retry, or enter it by hand and dismiss this.");
        }

        return settings.Shipping == ShippingPlace.Field && !company.AllowShipping && order.Shipping.Count > 0
            ? Refusals.Of(
                "no-shipping-field",
                "The order has shipping, but the shipping field of sales forms is switched off in the QuickBooks company.",
                "Switch on shipping in QuickBooks or set shipping to Item, then retry.")
            : null;
    }

    private static Failure? OfRefunds(Order order)
    {
        foreach (Refund refund in order.Refunds)
        {
            if (refund.Amount < 0 || refund.TotalTax < 0 || refund.TotalTax > refund.Amount)
            {
                return Refusals.Of(
                    "refund-amounts",
                    $"Refund {refund.Id} is of {Cents.Show(refund.Amount)} with {Cents.Show(refund.TotalTax)} of tax, which cannot be.",
                    CorrectAmounts);
            }
        }

        decimal refunded = order.Refunds.Sum(static refund => refund.Amount);
        return refunded > order.Total
            ? Refusals.Of(
                "over-refunded",
                $"The order's refunds add up to {Cents.Show(refunded)}, more than its total of {Cents.Show(order.Total)}.",
                "Correct the refunds in the shop or enter them by hand and dismiss this.")
            : null;
    }
}
