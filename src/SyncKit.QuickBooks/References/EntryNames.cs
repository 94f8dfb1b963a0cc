using System.Globalization;
using SyncKit.QuickBooks.Documents;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>The names that a list entry may have: its own, then those that tell it from its namesakes, then numbered ones. Pure.</summary>
internal static class EntryNames
{
    private const int LongestCustomer = 500;
    private const int LongestItem = 100;

    /// <param name="customer">Who needs a name.</param>
    /// <param name="isForeign">Whether the customer is kept in another currency than the company's own.</param>
    public static IEnumerable<string> OfCustomer(Reference customer, bool isForeign = false)
    {
        IReadOnlyList<string> known = KnownOfCustomer(customer);
        return WithNumbers(isForeign ? [known[0], InCurrency(customer), .. known.Skip(1)] : known, LongestCustomer);
    }

    /// <summary>The name of somebody who has another customer in another currency.</summary>
    public static string InCurrency(Reference customer) =>
        WithSuffix(customer.Details[Detail.Name], customer.Details[Detail.Currency], LongestCustomer);

    /// <summary>
    /// The names that are looked up: whoever has no e-mail address is found again only by name. Others are told from each other by theirs.
    /// </summary>
    public static IReadOnlyList<string> LookedUpOfCustomer(Reference customer) => customer.Details[Detail.Email].Length == 0
        ? [.. KnownOfCustomer(customer), InCurrency(customer)]
        : KnownOfCustomer(customer);

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
