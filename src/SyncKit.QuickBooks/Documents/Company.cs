using System.Globalization;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Documents;

/// <summary>What a document's form depends on in the company; kept as a reference's attributes.</summary>
internal sealed record Company
{
    public required string Name { get; init; }

    public required string Country { get; init; }

    public required string HomeCurrency { get; init; }

    public required TaxEngine TaxEngine { get; init; }

    public required bool CustomNumbers { get; init; }

    public required bool AllowDiscount { get; init; }

    public required string DiscountAccountId { get; init; }

    public required bool MultiCurrency { get; init; }

    /// <summary>The foreign currencies that the company keeps.</summary>
    public required IReadOnlyList<string> Currencies { get; init; }

    public required DateOnly? BookCloseDate { get; init; }

    public bool AllowShipping { get; init; }

    /// <summary>Whether each line may have a class of its own; otherwise the document has one, if <see cref="ClassPerDocument"/>.</summary>
    public bool ClassPerLine { get; init; }

    public bool ClassPerDocument { get; init; }

    public bool TrackDepartments { get; init; }

    /// <summary>The names of the custom fields of sales forms by their number, 1 to 3; those that are not in use are missing.</summary>
    public IReadOnlyDictionary<string, string> CustomFields { get; init; } = new Dictionary<string, string>();

    /// <summary>Stands for every currency where the company does not say which it keeps.</summary>
    public const string AnyCurrency = "*";

    public bool Keeps(string currency) =>
        string.Equals(currency, HomeCurrency, StringComparison.OrdinalIgnoreCase)
        || (MultiCurrency && (Currencies.Contains(AnyCurrency) || Currencies.Contains(currency, StringComparer.OrdinalIgnoreCase)));

    public bool IsUnitedStates => Country is "US" or "USA" or "";

    public IReadOnlyDictionary<string, string> ToAttributes() => new Dictionary<string, string>
    {
        ["name"] = Name,
        ["country"] = Country,
        ["homeCurrency"] = HomeCurrency,
        ["taxEngine"] = TaxEngine.ToString().ToLowerInvariant(),
        ["customNumbers"] = Switch(CustomNumbers),
        ["allowDiscount"] = Switch(AllowDiscount),
        ["discountAccount"] = DiscountAccountId,
        ["multiCurrency"] = Switch(MultiCurrency),
        ["currencies"] = string.Join(',', Currencies),
        ["allowShipping"] = Switch(AllowShipping),
        ["classPerLine"] = Switch(ClassPerLine),
        ["classPerDocument"] = Switch(ClassPerDocument),
        ["trackDepartments"] = Switch(TrackDepartments),
        ["customFields"] = string.Join('\n', CustomFields.Select(static field => $"{field.Key}={field.Value}")),
        ["bookCloseDate"] = BookCloseDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty,
    };

    public static Company Of(ResolvedReference reference)
    {
        IReadOnlyDictionary<string, string> attributes = reference.Attributes;
        return new Company
        {
            Name = Read("name"),
            Country = Read("country"),
            HomeCurrency = Read("homeCurrency"),
            TaxEngine = Read("taxEngine") switch
            {
                "automated" => TaxEngine.Automated,
                "manual" => TaxEngine.Manual,
                _ => TaxEngine.None,
            },
            CustomNumbers = Read("customNumbers") == "true",
            AllowDiscount = Read("allowDiscount") == "true",
            DiscountAccountId = Read("discountAccount"),
            MultiCurrency = Read("multiCurrency") == "true",
            Currencies = Read("currencies").Split(',', StringSplitOptions.RemoveEmptyEntries),
            AllowShipping = Read("allowShipping") == "true",
            ClassPerLine = Read("classPerLine") == "true",
            ClassPerDocument = Read("classPerDocument") == "true",
            TrackDepartments = Read("trackDepartments") == "true",
            CustomFields = Read("customFields").Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(static line => line.Split('=', 2))
                .ToDictionary(static pair => pair[0], static pair => pair[^1], StringComparer.Ordinal),
            BookCloseDate = DateOnly.TryParseExact(
                Read("bookCloseDate"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null,
        };

        string Read(string name) => attributes.GetValueOrDefault(name, string.Empty);
    }

    private static string Switch(bool on) => on ? "true" : "false";
}
