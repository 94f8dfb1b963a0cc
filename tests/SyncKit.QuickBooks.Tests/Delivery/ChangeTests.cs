using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Commerce;
using SyncKit.Delivery;
using SyncKit.Http;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Testing.QuickBooks;
using TaxEngine = SyncKit.Testing.QuickBooks.TaxEngine;

namespace SyncKit.QuickBooks.Tests.Delivery;

public class ChangeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Order Full => Shop.Order() with
    {
        Lines = [Shop.Line(30m, 2, subtotal: 40m, tax: 2.48m), Shop.Line(20m, tax: 1.65m, sku: "MUG", name: "Mug", id: "2")],
        Shipping = [new ShippingLine { Id = "3", Title = "Flat rate", Total = 7.95m, TotalTax = 0.66m }],
        TotalTax = 4.79m,
        Total = 62.74m,
    };

    public static TheoryData<TaxEngine> Engines => [TaxEngine.Automated, TaxEngine.Manual];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_line_a_discount_and_tax_that_are_gone_leave_no_remains(TaxEngine engine)
    {
        await using Host host = await StartAsync(engine);
        LedgerDocument[] posted = [.. await host.PostAsync(Full)];
        Order fewer = Full with { Lines = [Shop.Line(40m, 2, tax: 3.33m)], Shipping = [], TotalTax = 3.33m, Total = 43.33m };
        posted = [.. await host.PostAsync(fewer, posted)];
        Booked(host).Should().Be((43.33m, 3.33m));
        host.Company.Find("SalesReceipt", posted[0].DestinationId).Should().NotContain("DiscountLineDetail").And.NotContain("Mug");

        await host.PostAsync(fewer with { Lines = [Shop.Line(40m, 2)], TotalTax = 0, Total = 40m }, posted);
        Booked(host).Should().Be((40m, 0m));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_shops_tax_is_sent_again_with_every_change(TaxEngine engine)
    {
        await using Host host = await StartAsync(engine);
        LedgerDocument[] posted = [.. await host.PostAsync(Shop.Order(tax: 3.31m))];
        await host.PostAsync(Shop.Order(quantity: 3, tax: 3.31m), posted);
        Booked(host).Should().Be((63.01m, 3.31m));
    }

    private static Task<Host> StartAsync(TaxEngine engine) => engine == TaxEngine.Manual ? ManualAsync() : Host.StartAsync();

    private static async Task<Host> ManualAsync()
    {
        Host host = await Host.StartAsync(new CompanyOptions { TaxEngine = TaxEngine.Manual }, "\"taxCode\":\"Nevada\"");
        host.Company.AddTaxCode("Nevada", 4.6m, 3.665m);
        return host;
    }

    private static (decimal Total, decimal Tax) Booked(Host host)
    {
        Testing.QuickBooks.BookedDocument booked = host.Company.Documents("SalesReceipt").Single();
        return (booked.TotalAmt, booked.TotalTax);
    }

    [Fact]
    public async Task Books_of_several_pages_are_listed_whole_and_once_though_moments_are_equal()
    {
        await using Host host = await Host.StartAsync();
        string customer = host.Company.AddCustomer("Ana Diaz");
        string item = host.Company.AddItem("Mug");
        for (int i = 0; i < 2100; i++)
        {
            if (i is 1500 or 1501)
            {
                host.Time.Advance(TimeSpan.FromSeconds(1));
            }

            string number = i.ToString(CultureInfo.InvariantCulture);
            host.Company.Add("SalesReceipt", $$$"""
                {"DocNumber":"{{{number}}}","TxnDate":"2026-11-20","CustomerRef":{"value":"{{{customer}}}"},
                 "Line":[{"DetailType":"SalesItemLineDetail","Amount":1,"SalesItemLineDetail":{"ItemRef":{"value":"{{{item}}}"},"TaxCodeRef":{"value":"NON"} } }]}
                """);
        }

        List<string> listed = [];
        await foreach (IReadOnlyList<SyncKit.Delivery.BookedDocument> part in ((IBooks)host.Destination).ListAsync(host.Books, Token))
        {
            listed.AddRange(part.Select(document => document.Number));
        }

        listed.Should().HaveCount(2100).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Calls_about_to_be_sent_count_as_used()
    {
        await using Host host = await Host.StartAsync();
        Intent batch = new() { RequestId = "r", Route = "batch", Content = default, Targets = [], CreatedAt = Shop.Now };
        Intent voiding = batch with { Route = "refundreceipt?operation=void" };
        host.Destination.ExportBudget(host.Books, [batch, batch, voiding]).Should().EndWith("*=0x3;batch=0x2");
        host.Destination.ExportBudget(host.Books, []).Should().EndWith("*=;batch=", "nothing was reserved");
    }

    [Fact]
    public async Task Reads_are_counted_as_billed_and_writes_are_not()
    {
        await using Host host = await Host.StartAsync();
        Dictionary<bool, long> calls = new() { [true] = 0, [false] = 0 };
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, each) =>
        {
            if (instrument.Name == HttpTelemetry.CallCounter && ReferenceEquals(instrument.Meter.Scope, host.Get<IMeterFactory>()))
            {
                each.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            Dictionary<string, object?> tag = new(tags.ToArray());
            if (tag[HttpTelemetry.ClientTag] is "SyncKit.QuickBooks")
            {
                calls[(bool)tag[HttpTelemetry.MeteredTag]!] += count;
            }
        });
        listener.Start();
        await host.ResolveAsync([OrderReferences.Company]);
        calls.Should().BeEquivalentTo(new Dictionary<bool, long> { [true] = 1, [false] = 0 });
        await host.PostAsync(Shop.Order());
        calls.Should().BeEquivalentTo(new Dictionary<bool, long> { [true] = 2, [false] = 2 });
    }
}
