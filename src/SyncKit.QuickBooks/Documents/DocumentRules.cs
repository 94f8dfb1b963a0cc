using System.Globalization;
using SyncKit.Commerce;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Chooses what an order becomes in the books. Pure.</summary>
internal static class DocumentRules
{
    private const string Guest = "guest";

    /// <summary>Statuses in which an order counts for nothing. Only a rule that names one of them is about it.</summary>
    private static readonly string[] Void = ["cancelled", "failed", "trash", "checkout-draft", "auto-draft"];

    public static DocumentChoice Choose(Order order, QuickBooksSettings settings)
    {
        DocumentChoice choice = settings.Documents.Count == 0 ? ByStatus(order, settings) : ByRule(order, settings.Documents);
        return !choice.IsSkipped && IsEmpty(order)
            ? Skip("empty", "The order has no lines and is worth nothing.")
            : choice;
    }

    private static DocumentChoice ByStatus(Order order, QuickBooksSettings settings) =>
        IsAmong(order.Status, settings.Statuses) ? new DocumentChoice(PostedAs.SalesReceipt, string.Empty) : OfStatus(order);

    private static DocumentChoice ByRule(Order order, IReadOnlyList<DocumentRule> rules)
    {
        for (int i = 0; i < rules.Count; i++)
        {
            if (IsMet(rules[i], order))
            {
                string name = rules[i].Name.Length > 0 ? rules[i].Name : (i + 1).ToString(CultureInfo.InvariantCulture);
                return rules[i].Post == PostedAs.Skip
                    ? Skip($"rule-{name}", $"The rule {name} says that such orders are not posted.", name)
                    : new DocumentChoice(rules[i].Post, name);
            }
        }

        return IsAmong(order.Status, Void) ? OfStatus(order) : Skip("no-rule", "No rule of the setting documents is about such orders.");
    }

    private static DocumentChoice OfStatus(Order order) => string.Equals(order.Status, "trash", StringComparison.OrdinalIgnoreCase)
        ? Skip("trash", "The order is in the shop's trash.")
        : Skip($"status-{order.Status}", $"Orders with the status {order.Status} are not posted.");

    private static bool IsMet(DocumentRule rule, Order order) =>
        (rule.Statuses.Count > 0 ? IsAmong(order.Status, rule.Statuses) : !IsAmong(order.Status, Void))
        && (rule.PaymentMethods.Count == 0 || IsAmong(order.Payment.Method, rule.PaymentMethods))
        && (rule.CustomerRoles.Count == 0 || IsAmong(RoleOf(order.Customer), rule.CustomerRoles))
        && !(order.Total < rule.MinTotal)
        && !(order.Total > rule.MaxTotal);

    /// <summary>The buyer's role in the shop; a buyer without an account is a guest.</summary>
    public static string RoleOf(OrderCustomer buyer) => buyer.Id is null ? Guest : buyer.Role;

    private static bool IsEmpty(Order order) =>
        order.Total == 0 && order.Lines.Count == 0 && order.Shipping.Count == 0 && order.Fees.Count == 0;

    private static bool IsAmong(string value, IEnumerable<string> values) => values.Contains(value, StringComparer.OrdinalIgnoreCase);

    private static DocumentChoice Skip(string rule, string message, string name = "") => new(PostedAs.Skip, name, rule, message);
}
