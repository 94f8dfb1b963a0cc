using SyncKit.Commerce;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.QuickBooks.Tests.PostedOrders;

/// <summary>A company, its connection's settings, and how the orders are read.</summary>
internal sealed record PostingProfile
{
    /// <summary>Settings of all profiles. Every status is posted, so that each order with money comes to the test.</summary>
    private const string Common = """
        "statuses":["pending","processing","on-hold","completed","refunded","cancelled","failed","trash"],"roundingItem":"Rounding","roundingLimit":1
        """;

    public required string Name { get; init; }

    /// <summary>What the page says of the company.</summary>
    public required string Company { get; init; }

    public required Action<CompanyOptions> Options { get; init; }

    public Action<SimulatedCompany> SetUp { get; init; } = static _ => { };

    /// <summary>The settings' own members besides those of all profiles.</summary>
    public required string Own { get; init; }

    /// <summary>Whether the orders are read as those of a shop whose prices include tax.</summary>
    public bool PricesIncludeTax { get; init; }

    /// <summary>Whether the company keeps the tax that it is told, so that the document's tax is the order's.</summary>
    public bool KeepsTax { get; init; } = true;

    /// <summary>The orders that this company cannot hold, each with the refusal's code.</summary>
    public IReadOnlyDictionary<string, string> Held { get; init; } = new Dictionary<string, string>();

    public string Settings => $"{Common},{Own}";

    public Order Read(Order order) => PricesIncludeTax ? order with { PricesIncludeTax = true } : order;

    public CompanyOptions NewCompany()
    {
        CompanyOptions options = new() { MultiCurrency = true };
        Options(options);
        return options;
    }

    /// <summary>The same with a company that computes tax by itself whatever a document states.</summary>
    public PostingProfile Computing(TaxArithmetic arithmetic) => this with
    {
        Name = $"{Name}, computed {(arithmetic == TaxArithmetic.PerLine ? "per line" : "per subtotal")}",
        KeepsTax = false,
        Options = options =>
        {
            Options(options);
            options.KeepsStatedTax = false;
            options.TaxRounding = arithmetic == TaxArithmetic.PerLine ? TaxRounding.PerLine : TaxRounding.PerSubtotal;
        },
        Own = $"""{Own},"taxArithmetic":"{arithmetic}" """,
    };
}
