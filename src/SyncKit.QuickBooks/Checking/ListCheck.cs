using SyncKit.Connectors;
using SyncKit.QuickBooks.Settings;

namespace SyncKit.QuickBooks.Checking;

/// <summary>Holds the terms, payment methods, classes and departments that settings name against the company's. Pure.</summary>
internal static class ListCheck
{
    public static IEnumerable<Finding> Of(QuickBooksSettings settings, CompanyFacts facts) =>
    [
        .. NamedCheck.Missing(facts.Terms, settings.Term.Length > 0 ? [("term", settings.Term)] : [], "a term"),
        .. NamedCheck.Missing(facts.PaymentMethods, NamedEntries.PaymentMethods(settings), "a payment method"),
        .. NamedCheck.Missing(facts.Classes, NamedEntries.Defaults(settings, FieldTargets.Class), "a class"),
        .. NamedCheck.Missing(facts.Departments, NamedEntries.Defaults(settings, FieldTargets.Department), "a department"),
    ];
}
