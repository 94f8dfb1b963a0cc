using System.Text.Json;
using SyncKit.Faults;
using SyncKit.QuickBooks.Documents;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>Says what is wrong with an entry that a setting or an order names and that is never made.</summary>
internal static class NamedFailures
{
    private static readonly HashSet<string> ForEveryOrder = new(StringComparer.Ordinal)
    {
        "incomeAccount", "depositAccount", "refundAccount", "discountAccount", "taxCode", "zeroTaxCode", "term",
    };

    /// <summary>Why an entry that was found, or was not, cannot be used; <see langword="null"/> when it can.</summary>
    public static Failure? Of(Reference reference, JsonElement? found, string what, string code)
    {
        if (found is { } row && EntryMatch.IsActive(row))
        {
            return null;
        }

        string name = Text.Line(reference.Details.GetValueOrDefault(Detail.Name, reference.Key), 100);
        string setting = SettingOf(reference);
        string named = setting.Length > 0 ? $"the setting {setting} names" : "the settings name";
        return new Failure(
            KindOf(reference),
            "quickbooks." + code,
            $"The {what} '{name}' that {named} is {(found is null ? "not in the QuickBooks company" : "inactive in QuickBooks")}.",
            found is null
                ? $"Correct the {what}'s name in the connection's settings or add it in QuickBooks, then retry."
                : $"Make the {what} active in QuickBooks or name another in the connection's settings, then retry.");
    }

    public static string SettingOf(Reference reference) => reference.Details.GetValueOrDefault(Detail.Setting, string.Empty);

    /// <summary>What every order needs parks the connection; what some orders need holds those.</summary>
    public static FailureKind KindOf(Reference reference) =>
        reference.Kind is ReferenceKinds.Account or ReferenceKinds.TaxCode or ReferenceKinds.Term
        && (SettingOf(reference) is { Length: 0 } || ForEveryOrder.Contains(SettingOf(reference)))
            ? FailureKind.NeedsAttention
            : FailureKind.Permanent;
}
