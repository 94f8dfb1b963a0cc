using System.Globalization;
using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Books;

/// <summary>The company's own entry and its preferences, written anew whenever a setting changes.</summary>
internal static class CompanyProfile
{
    private const string OnlyId = "1";

    public static void Write(CompanyBooks books)
    {
        Put(books, EntityKind.CompanyInfo, CompanyInfo(books.Settings));
        Put(books, EntityKind.Preferences, Preferences(books));
    }

    private static void Put(CompanyBooks books, EntityKind kind, JsonObject document)
    {
        if (books[kind].Find(OnlyId) is { } row)
        {
            books.Replace(row, document);
        }
        else
        {
            books.Add(kind, document, OnlyId);
        }
    }

    private static JsonObject CompanyInfo(CompanyOptions settings) => new()
    {
        ["CompanyName"] = settings.Name,
        ["LegalName"] = settings.Name,
        ["Country"] = settings.Country,
        ["FiscalYearStartMonth"] = "January",
        ["SupportedLanguages"] = "en",
        ["DefaultTimeZone"] = "America/Los_Angeles",
        ["NameValue"] = new JsonArray
        {
            Setting("SubscriptionStatus", settings.SubscriptionLapsed ? "EXPIRED" : "PAID"),
            Setting("OfferingSku", "QuickBooks Online Plus"),
            Setting("ItemCategoriesFeature", "true"),
        },
    };

    private static JsonObject Preferences(CompanyBooks books)
    {
        CompanyOptions settings = books.Settings;
        JsonObject accounting = new()
        {
            ["ClassTrackingPerTxn"] = settings.TrackClassesPerTransaction,
            ["ClassTrackingPerTxnLine"] = settings.TrackClasses,
            ["TrackDepartments"] = settings.TrackDepartments,
            ["UseAccountNumbers"] = false,
        };
        if (settings.BookCloseDate is { } closed)
        {
            accounting["BookCloseDate"] = PacificTime.Text(closed);
        }

        JsonObject tax = new() { ["UsingSalesTax"] = settings.TaxEngine != TaxEngine.None || !books.IsUs };
        if (settings.TaxEngine == TaxEngine.Automated)
        {
            tax["PartnerTaxEnabled"] = true;
            tax["TaxGroupCodeRef"] = JsonReading.Ref(books.AutomatedTaxCodeId!);
        }

        return new JsonObject
        {
            ["AccountingInfoPrefs"] = accounting,
            ["SalesFormsPrefs"] = new JsonObject
            {
                ["CustomTxnNumbers"] = settings.CustomTxnNumbers,
                ["AllowDiscount"] = settings.AllowDiscount,
                ["AllowShipping"] = settings.AllowShipping,
                ["AllowDeposit"] = false,
                ["AutoApplyPayments"] = settings.AutoApplyPayments,
                ["CustomField"] = CustomFields(settings.CustomFields),
                ["DefaultDiscountAccount"] = books.DiscountAccountId,
                ["DefaultShippingAccount"] = books.ShippingAccountId,
            },
            ["TaxPrefs"] = tax,
            ["CurrencyPrefs"] = new JsonObject
            {
                ["MultiCurrencyEnabled"] = settings.MultiCurrency,
                ["HomeCurrency"] = JsonReading.Ref(settings.HomeCurrency),
            },
            ["OtherPrefs"] = new JsonObject { ["NameValue"] = new JsonArray() },
        };
    }

    private static JsonArray CustomFields(IReadOnlyList<string?> names)
    {
        JsonArray uses = [];
        JsonArray titles = [];
        for (int i = 0; i < 3; i++)
        {
            string number = (i + 1).ToString(CultureInfo.InvariantCulture);
            string? name = i < names.Count ? names[i] : null;
            uses.Add(new JsonObject { ["Name"] = "SalesFormsPrefs.UseSalesCustom" + number, ["Type"] = "BooleanType", ["BooleanValue"] = name is not null });
            if (name is not null)
            {
                titles.Add(new JsonObject { ["Name"] = "SalesFormsPrefs.SalesCustomName" + number, ["Type"] = "StringType", ["StringValue"] = name });
            }
        }

        return [new JsonObject { ["CustomField"] = uses }, new JsonObject { ["CustomField"] = titles }];
    }

    private static JsonObject Setting(string name, string value) => new() { ["Name"] = name, ["Value"] = value };
}
