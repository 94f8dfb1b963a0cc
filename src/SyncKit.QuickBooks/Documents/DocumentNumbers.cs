using SyncKit.Commerce;
using SyncKit.Faults;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Numbers documents after the order.</summary>
internal static class DocumentNumbers
{
    public const int Longest = 21;

    public static string OfSale(Order order, QuickBooksSettings settings) =>
        Text.Line(settings.DocNumberPrefix, Longest) + Text.Line(order.Number, Longest + 1);

    /// <summary>The order's number and the refund's id; the refund's id alone, which no other refund of the shop has, where both are too long.</summary>
    public static string OfRefund(Order order, Refund refund, QuickBooksSettings settings)
    {
        string full = $"{OfSale(order, settings)}-R{refund.Id}";
        return full.Length <= Longest ? full : $"{Text.Line(settings.DocNumberPrefix, Longest)}R{refund.Id}";
    }

    public static Failure? Refusal(string number) => number.Length <= Longest
        ? null
        : Refusals.Of(
            "number-too-long",
            $"The document's number {number} has more than 21 characters, which QuickBooks does not take.",
            "Shorten docNumberPrefix or the shop's order numbers, then retry.");
}
