using System.Globalization;
using SyncKit.Commerce;
using SyncKit.Faults;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Refuses what cannot be posted to the cent.</summary>
internal static class OrderChecks
{
    private const string CorrectAmounts = "Correct the order's amounts in the shop or enter it by hand and dismiss this.";

    public static Failure? Refusal(Order order, Company company) =>
        OfCompany(order, company) ?? OfDecimals(order) ?? OfSums(order) ?? OfRefunds(order);

    private static Failure? OfCompany(Order order, Company company)
    {
        if (!company.IsUnitedStates)
        {
            return Refusals.Of(
                "country",
                $"The QuickBooks company is in {company.Country}, and only companies in the United States are supported.",
                "Connect a company in the United States.");
        }

        if (company.Keeps(order.Currency))
        {
            return null;
        }

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

    private static Failure? OfDecimals(Order order)
    {
        foreach ((string field, decimal amount) in Amounts(order))
        {
            if (!Cents.IsWhole(amount))
            {
                return Refusals.Of(
                    "decimals",
                    $"{field} is {amount.ToString(CultureInfo.InvariantCulture)}, and QuickBooks takes two decimals.",
                    "Set the shop's prices to two decimals, correct the order, then retry.");
            }
        }

        return null;
    }

    private static IEnumerable<(string Field, decimal Amount)> Amounts(Order order)
    {
        yield return ("The order's total", order.Total);
        yield return ("The order's tax", order.TotalTax);
        foreach (OrderLine line in order.Lines)
        {
            yield return ("The amount of " + line.Name, line.Total);
            yield return ("The amount of " + line.Name, line.Subtotal);
        }

        foreach (ShippingLine line in order.Shipping)
        {
            yield return ("The shipping charge", line.Total);
        }

        foreach (FeeLine line in order.Fees)
        {
            yield return ("The fee " + line.Name, line.Total);
        }

        foreach (Refund refund in order.Refunds)
        {
            yield return ($"The amount of refund {refund.Id}", refund.Amount);
            yield return ($"The tax of refund {refund.Id}", refund.TotalTax);
            foreach (RefundLine line in refund.Lines.Concat(refund.Charges))
            {
                yield return ("The refunded amount of " + line.Name, line.Total);
            }
        }
    }

    private static Failure? OfSums(Order order)
    {
        decimal sum = order.Lines.Sum(static line => line.Total) + order.Shipping.Sum(static line => line.Total)
            + order.Fees.Sum(static line => line.Total) + order.TotalTax;
        if (sum != order.Total)
        {
            return Refusals.Of(
                "amounts-disagree",
                $"The order's lines add up to {Cents.Show(sum)} with tax, its total says {Cents.Show(order.Total)}.",
                CorrectAmounts);
        }

        return order.Total < 0 || order.TotalTax < 0
            ? Refusals.Of(
                "negative",
                $"The order's total is {Cents.Show(order.Total)} and its tax {Cents.Show(order.TotalTax)}; neither can be below zero.",
                CorrectAmounts)
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
