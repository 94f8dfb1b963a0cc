using System.Text.Json;
using SyncKit.QuickBooks.Documents;

namespace SyncKit.QuickBooks.Checking;

/// <summary>What settings are held against: the company, and those of its lists' entries that settings may name.</summary>
internal sealed record CompanyFacts
{
    public required Company Company { get; init; }

    /// <summary>The state of the subscription as QuickBooks words it; empty when it does not say.</summary>
    public string Subscription { get; init; } = string.Empty;

    /// <summary>Whether QuickBooks applies open credits and payments to invoices by itself.</summary>
    public bool AppliesPayments { get; init; }

    public IReadOnlyList<JsonElement> Accounts { get; init; } = [];

    public IReadOnlyList<JsonElement> Items { get; init; } = [];

    public IReadOnlyList<JsonElement> TaxCodes { get; init; } = [];

    public IReadOnlyList<JsonElement> TaxRates { get; init; } = [];

    public IReadOnlyList<JsonElement> PaymentMethods { get; init; } = [];

    public IReadOnlyList<JsonElement> Terms { get; init; } = [];

    public IReadOnlyList<JsonElement> Classes { get; init; } = [];

    public IReadOnlyList<JsonElement> Departments { get; init; } = [];

    public IReadOnlyList<JsonElement> Customers { get; init; } = [];
}
