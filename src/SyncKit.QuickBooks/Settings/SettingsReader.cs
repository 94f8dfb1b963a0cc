using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Faults;
using SyncKit.QuickBooks.Documents;

namespace SyncKit.QuickBooks.Settings;

/// <summary>Reads a connection's settings and says what is wrong with them.</summary>
internal static class SettingsReader
{
    public static bool TryRead(Connection connection, [NotNullWhen(true)] out QuickBooksSettings? settings, [NotNullWhen(false)] out Failure? failure)
    {
        try
        {
            settings = connection.Settings.As(QuickBooksJson.Default.QuickBooksSettings);
            Finding? error = Problems(settings).FirstOrDefault();
            failure = error is null ? null : Wrong(error.Message);
        }
        catch (JsonException exception)
        {
            settings = null;
            failure = Wrong($"The settings cannot be read at '{exception.Path ?? "$"}'.");
        }

        if (failure is not null)
        {
            settings = null;
        }

        return settings is not null;
    }

    /// <exception cref="ConnectorException">The settings are wrong.</exception>
    public static QuickBooksSettings Read(Connection connection) =>
        TryRead(connection, out QuickBooksSettings? settings, out Failure? failure) ? settings : throw new ConnectorException(failure);

    /// <summary>What can be seen without the company; every one of them is an error.</summary>
    public static IEnumerable<Finding> Problems(QuickBooksSettings settings)
    {
        if (settings.RealmId is not { Length: > 0 and <= 32 } || !settings.RealmId.All(char.IsAsciiDigit))
        {
            yield return Error("realmId", $"The setting realmId is '{settings.RealmId}': set the company id, which is digits only.");
        }

        if (settings.DocNumberPrefix is { Length: > 10 })
        {
            yield return Error("docNumberPrefix", "The setting docNumberPrefix is longer than 10 characters, which leaves no room for order numbers.");
        }

        if (settings.Statuses is not { Count: > 0 })
        {
            yield return Error("statuses", "The setting statuses is empty, so nothing would ever be posted: name at least one order status.");
        }

        foreach ((string setting, string? name, int most) in Names(settings))
        {
            if (Text.Name(name, int.MaxValue).Length is 0)
            {
                yield return Error(setting, $"The setting {setting} is empty: give it a name or leave it out.");
            }
            else if (Text.Name(name, int.MaxValue).Length > most)
            {
                yield return Error(setting, $"The setting {setting} is longer than {most.ToString(System.Globalization.CultureInfo.InvariantCulture)} characters.");
            }
        }

        if (settings.DocNumberPrefix is null || settings.IncomeAccount is null || settings.DepositAccount is null || settings.RefundAccount is null
            || settings.DiscountAccount is null || settings.TaxCode is null || settings.StoreName is null)
        {
            yield return Error("settings", "A setting is null: leave it out instead.");
        }
    }

    private static IEnumerable<(string Setting, string? Name, int Most)> Names(QuickBooksSettings settings) =>
    [
        ("shippingItem", settings.ShippingItem, 100),
        ("feeItem", settings.FeeItem, 100),
        ("refundItem", settings.RefundItem, 100),
        ("taxItem", settings.TaxItem, 100),
        ("guestCustomer", settings.GuestCustomer, 500),
    ];

    private static Finding Error(string setting, string message) => new(FindingSeverity.Error, setting, message);

    private static Failure Wrong(string message) =>
        new(FailureKind.NeedsAttention, "quickbooks.settings", message, "Correct the connection's settings and check the connection.");
}
