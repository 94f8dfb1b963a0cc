using SyncKit.Connectors;

namespace SyncKit.QuickBooks.Settings;

/// <summary>What is wrong with the company's id.</summary>
internal static class CompanyProblems
{
    public static IEnumerable<Finding> Of(QuickBooksSettings settings)
    {
        if (settings.RealmId is not { Length: > 0 and <= 32 } || !settings.RealmId.All(char.IsAsciiDigit))
        {
            yield return Found.Error("realmId", $"The setting realmId is '{settings.RealmId}': set the company id, which is digits only.");
        }
    }
}
