using System.Text;
using SyncKit.Commerce;
using SyncKit.Faults;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Reads the fee that a payment provider kept from what its plug-in attached to the order. Pure.</summary>
internal static class GatewayFees
{
    private const string Remedy = "Correct the order's meta or the setting gatewayFees in the shop's connection, then retry, or enter the fee by hand and dismiss this.";

    /// <summary>The fee, 0 when there is none, or why it cannot be one.</summary>
    public static (decimal Amount, Failure? Refusal) Of(Order order, QuickBooksSettings settings)
    {
        if (settings.GatewayFees.Post == GatewayFee.Ignore)
        {
            return (0, null);
        }

        foreach (string key in settings.GatewayFees.MetaKeys)
        {
            if (MetaAmount.First(order.Meta, [key]) is { } amount)
            {
                decimal fee = Math.Clamp(amount, -1_000_000_000_000m, 1_000_000_000_000m);
                return (decimal.Round(fee, 2, MidpointRounding.AwayFromZero), fee < 0 ? Negative(key, fee) : null);
            }

            if (order.Meta.Where(entry => entry.Key == key).Select(static entry => Encoding.UTF8.GetString(entry.Json.Span)).FirstOrDefault(IsSaid) is { } text)
            {
                return (0, Refusals.Of("gateway-fee", $"The payment provider's fee in {key} is {Text.Line(text, 60)}, which is not a number.", Remedy));
            }
        }

        return (0, null);
    }

    public static Failure TooLarge(decimal fee, decimal received) => Refusals.Of(
        "gateway-fee", $"The payment provider's fee is {Cents.Show(fee)}, more than the {Cents.Show(received)} that were paid.", Remedy);

    private static Failure Negative(string key, decimal fee) =>
        Refusals.Of("gateway-fee", $"The payment provider's fee in {key} is {Cents.Show(fee)}; it cannot be below zero.", Remedy);

    private static bool IsSaid(string json) => json.Trim() is not ("" or "\"\"" or "null" or "[]" or "{}");
}
