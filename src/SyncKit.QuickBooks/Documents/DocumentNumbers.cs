using SyncKit.Commerce;
using SyncKit.Faults;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Numbers documents after the order.</summary>
internal static class DocumentNumbers
{
    public const int Longest = 21;

    // Longer than a number may be, so that one that is too long shows.
    private const int Cut = 2 * Longest;

    public static string OfSale(Order order, QuickBooksSettings settings) => Filled(settings.DocNumber, order, settings, string.Empty);

    /// <summary>By the pattern; where that is too long, by the refund's id alone, which no other refund of the shop has.</summary>
    public static string OfRefund(Order order, Refund refund, QuickBooksSettings settings)
    {
        string full = Filled(settings.RefundNumber, order, settings, refund.Id);
        return full.Length <= Longest ? full : Short(refund, settings);
    }

    /// <summary>The numbers that a sale may have been given by others, ours first.</summary>
    public static IReadOnlyList<string> LikelyOfSale(Order order, QuickBooksSettings settings) =>
        Distinct(OfSale(order, settings), Prefix(settings) + order.Number, order.Number, "#" + order.Number, order.Id);

    /// <summary>The numbers that a refund may have been given by others, ours first.</summary>
    public static IReadOnlyList<string> LikelyOfRefund(Order order, Refund refund, QuickBooksSettings settings) =>
        Distinct(OfRefund(order, refund, settings), Short(refund, settings), $"{order.Number}-R{refund.Id}", $"#{order.Number}-R{refund.Id}", refund.Id);

    public static Failure? Refusal(string number) => number.Length <= Longest
        ? null
        : Refusals.Of(
            "number-too-long",
            $"The document's number {number} has more than 21 characters, which QuickBooks does not take.",
            "Shorten docNumber, docNumberPrefix or the shop's order numbers, then retry.");

    private static string Filled(string pattern, Order order, QuickBooksSettings settings, string refundId) => Text.Line(
        pattern
            .Replace("{prefix}", Prefix(settings), StringComparison.Ordinal)
            .Replace("{number}", Text.Line(order.Number, Cut), StringComparison.Ordinal)
            .Replace("{id}", order.Id, StringComparison.Ordinal)
            .Replace("{refund}", refundId, StringComparison.Ordinal),
        Cut);

    private static string Short(Refund refund, QuickBooksSettings settings) => $"{Prefix(settings)}R{refund.Id}";

    private static string Prefix(QuickBooksSettings settings) => Text.Line(settings.DocNumberPrefix, Longest);

    private static IReadOnlyList<string> Distinct(params IEnumerable<string> numbers) =>
        [.. numbers.Where(static number => number.Length is > 0 and <= Longest).Distinct(StringComparer.OrdinalIgnoreCase)];
}
