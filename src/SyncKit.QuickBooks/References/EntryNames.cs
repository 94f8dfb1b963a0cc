using System.Globalization;
using SyncKit.QuickBooks.Documents;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>The names that a list entry may have: its own, then those that tell it from its namesakes, then numbered ones. Pure.</summary>
internal static class EntryNames
{
    private const int LongestCustomer = 500;
    private const int LongestItem = 100;

    public static IEnumerable<string> OfCustomer(Reference customer) => WithNumbers(KnownOfCustomer(customer), LongestCustomer);

    public static IEnumerable<string> OfItem(Reference item) => WithNumbers(KnownOfItem(item), LongestItem);

    /// <summary>The names that are tried before the numbered ones, the plain one first.</summary>
    public static IReadOnlyList<string> KnownOfCustomer(Reference customer)
    {
        string name = customer.Details[Detail.Name];
        string shopId = Text.Name(customer.Details[Detail.ShopId], 40);
        string email = Text.Name(customer.Details[Detail.Email], 100);
        List<string> names = [name];
        if (shopId.Length > 0)
        {
            names.Add(WithSuffix(name, $"WC-{shopId}", LongestCustomer));
        }

        if (email.Length > 0 && email != name)
        {
            names.Add(WithSuffix(name, email, LongestCustomer));
        }

        return names;
    }

    /// <summary>The names that are tried before the numbered ones, the plain one first.</summary>
    public static IReadOnlyList<string> KnownOfItem(Reference item)
    {
        string name = item.Details[Detail.Name];
        string sku = Text.Name(item.Details[Detail.Sku], 40);
        return sku.Length > 0 ? [name, WithSuffix(name, sku, LongestItem)] : [name];
    }

    private static IEnumerable<string> WithNumbers(IReadOnlyList<string> known, int longest)
    {
        foreach (string name in known)
        {
            yield return name;
        }

        for (int i = 2; ; i++)
        {
            yield return WithSuffix(known[0], i.ToString(CultureInfo.InvariantCulture), longest);
        }
    }

    private static string WithSuffix(string name, string suffix, int longest) =>
        $"{name[..Math.Min(name.Length, longest - suffix.Length - 3)].TrimEnd()} ({suffix})";
}
