using System.Globalization;
using SyncKit.Connectors;

namespace SyncKit.QuickBooks.Settings;

/// <summary>What is wrong with payments, fees, gift cards and rounding. Pure.</summary>
internal static class MoneyProblems
{
    public static IEnumerable<Finding> Of(QuickBooksSettings settings) =>
        [.. OfPayments(settings.Payments), .. OfGatewayFees(settings.GatewayFees), .. OfGiftCards(settings.GiftCards), .. OfRounding(settings)];

    private static IEnumerable<Finding> OfPayments(IReadOnlyList<PaymentRule> payments)
    {
        HashSet<string> methods = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < payments.Count; i++)
        {
            string path = $"payments[{i.ToString(CultureInfo.InvariantCulture)}]";
            string method = payments[i].Method.Trim();
            if (method.Length == 0)
            {
                yield return Found.Error($"{path}.method", $"The setting {path}.method is empty: name the shop's payment method.");
            }
            else if (!methods.Add(method))
            {
                yield return Found.Error($"{path}.method", $"The payment method '{method}' has two rules in payments: take one out.");
            }

            if (payments[i].PaymentMethod.Length > 31)
            {
                yield return Found.Error($"{path}.paymentMethod", $"The setting {path}.paymentMethod is longer than 31 characters.");
            }
        }
    }

    private static IEnumerable<Finding> OfGatewayFees(GatewayFeeSettings fees)
    {
        if (fees.Post == GatewayFee.Ignore)
        {
            yield break;
        }

        if (string.IsNullOrWhiteSpace(fees.Account))
        {
            yield return Found.Error("gatewayFees.account", "The fees of payment providers are to be booked, but gatewayFees.account is empty: name an expense account.");
        }

        if (fees.Post == GatewayFee.Deposit && string.IsNullOrWhiteSpace(fees.DepositAccount))
        {
            yield return Found.Error("gatewayFees.depositAccount", "Payments are to be deposited less their fee, but gatewayFees.depositAccount is empty: name a bank account.");
        }

        if (fees.MetaKeys.Count == 0 || fees.MetaKeys.Any(string.IsNullOrWhiteSpace))
        {
            yield return Found.Error("gatewayFees.metaKeys", "The setting gatewayFees.metaKeys is empty or has an empty entry: name the keys that hold the fee.");
        }
    }

    private static IEnumerable<Finding> OfGiftCards(GiftCardSettings cards)
    {
        if (cards.MetaKeys.Any(string.IsNullOrWhiteSpace))
        {
            yield return Found.Error("giftCards.metaKeys", "The setting giftCards.metaKeys has an empty entry: take it out.");
        }

        if (cards.FeeNames.Any(string.IsNullOrWhiteSpace))
        {
            yield return Found.Error("giftCards.feeNames", "The setting giftCards.feeNames has an empty entry: take it out.");
        }
    }

    private static IEnumerable<Finding> OfRounding(QuickBooksSettings settings)
    {
        if (settings.RoundingLimit is < 0 or > 1)
        {
            yield return Found.Error("roundingLimit", $"The setting roundingLimit is {settings.RoundingLimit.ToString(CultureInfo.InvariantCulture)}: set it between 0 and 1.");
        }
    }
}
