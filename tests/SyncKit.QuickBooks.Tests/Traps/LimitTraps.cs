using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SyncKit.Commerce;
using SyncKit.Connectors;
using SyncKit.Credentials;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Http;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.References;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.QuickBooks.Webhooks;
using SyncKit.Testing.Faults;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.QuickBooks.Tests.Traps;

/// <summary>Traps 44 to 52: throttling, quota, webhooks.</summary>
public class LimitTraps
{
    private const string ByPayment = """
        "documents":[{"statuses":["on-hold"],"post":"Invoice"},{"paymentMethods":["bacs"],"post":"InvoiceAndPayment"},{"post":"SalesReceipt"}],
        "depositAccount":"Checking","gatewayFees":{"post":"Expense","account":"Bank Charges"}
        """;

    private static readonly string[] Routes =
        ["batch", "query", "cdc", "salesreceipt", "invoice", "payment", "refundreceipt", "creditmemo", "purchase", "deposit"];

    private static readonly string[] Parameters = ["requestid", "minorversion", "operation", "include", "entities", "changedSince"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static bool IsBatch(SimulatedRequest request) => request.Path.EndsWith("/batch", StringComparison.Ordinal);

    /// <summary>As many as go out as one batch.</summary>
    private static async Task PostThreeAsync(Host host, int number)
    {
        List<DocumentWrite<QuickBooksDocument>> writes = [];
        foreach (string part in new[] { "a", "b", "c" })
        {
            Order order = Shop.Order($"{number}{part}");
            writes.AddRange((await host.TransformAsync(order)).Drafts.Select(draft => Host.Write(order, draft)));
        }

        Intent batch = host.Destination.Plan(host.Books, writes, host.Time.GetUtcNow()).Single();
        (await host.SendAsync(batch, Token)).Targets.Should().HaveCount(3).And.OnlyContain(target => target.Written != null);
    }

    private static AccountLimiter Limiter(Host host) =>
        host.Get<AccountLimiters>().For(CompanyLimits.Account(host.Company.RealmId), host.Get<CompanyLimits>().Limits);

    [Fact]
    public async Task Trap_44_A_throttled_write_goes_out_again_as_the_same_bytes_under_the_same_request_id()
    {
        await using Host host = await Host.StartAsync();
        Intent intent = await host.AskAsync(Shop.Order());
        host.Simulator.Faults.OnCall(1, Fault.CommitThenFail(429));
        Failure pause = (await host.SendAsync(intent, Token)).Failure!;
        pause.Kind.Should().Be(FailureKind.RateLimited);
        host.Time.Advance(pause.RetryAfter!.Value);
        (await host.SendAsync(intent, Token)).Targets.Single().Written!.Total.Should().Be(39.80m);
        host.Company.Count("SalesReceipt").Should().Be(1, "a throttled call may have been done all the same");
        SimulatedRequest[] sent = [.. host.Simulator.Requests.Where(request => request.Path.EndsWith("/salesreceipt", StringComparison.Ordinal))];
        sent.Should().HaveCount(2);
        sent[1].Body.ToArray().Should().Equal(sent[0].Body.ToArray());
        sent[1].QueryString.Should().Be(sent[0].QueryString).And.Contain(intent.RequestId);
    }

    [Fact]
    public async Task Trap_44_A_throttled_read_waits_as_long_as_it_is_told_and_is_sent_again_by_the_pipeline()
    {
        await using Host host = await Host.StartAsync();
        host.Company.AddCustomer("Ana Diaz");
        host.Simulator.Faults.OnCall(1, Fault.Throttle(TimeSpan.FromSeconds(2)), request => request.Path.EndsWith("/query", StringComparison.Ordinal));
        var reading = host.Get<CompanyQueries>().RunAsync(host.Books, [new Query("Customer")], Token);
        DateTimeOffset started = host.Time.GetUtcNow();
        bool paused = false;
        while (!reading.IsCompleted)
        {
            paused |= Limiter(host).PauseLeft > TimeSpan.Zero;
            if (paused)
            {
                host.Time.Advance(TimeSpan.FromMilliseconds(1));
            }

            await Task.Yield();
        }

        (await reading).Single().Should().ContainSingle();
        (host.Time.GetUtcNow() - started).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Trap_45_The_limits_of_a_company_are_kept_and_no_429_is_provoked()
    {
        await using Host host = await Host.StartAsync(
            configure: options => options.Limits = new QuickBooksLimits(),
            app: options => options.RequestsPerSecond = new QuickBooksOptions().RequestsPerSecond);
        for (int i = 0; i < 90; i++)
        {
            Task posting = PostThreeAsync(host, i);
            while (!posting.IsCompleted)
            {
                // A call that waits for its turn is the only one there is, so nothing is under way while the clock goes on.
                if (Limiter(host).GetStatistics()!.CurrentQueuedCount > 0)
                {
                    host.Time.Advance(TimeSpan.FromMilliseconds(20));
                }

                await Task.Yield();
            }

            await posting;
        }

        host.Company.Throttled.Should().Be(0);
        host.Company.PeakRequestsPerSecond.Should().BeLessThanOrEqualTo(10);
        host.Company.PeakBatchCallsPerMinute.Should().Be(40);
        (host.Time.GetUtcNow() - Shop.Now).Should().BeGreaterThan(TimeSpan.FromMinutes(2), "92 batch calls take three minutes' allowance");
    }

    [Fact]
    public async Task Trap_46_When_the_months_reads_are_used_up_writes_go_on_and_a_sentence_says_why_reads_wait()
    {
        QuickBooksLimits limits = new() { Enforced = false };
        await using Host host = await Host.StartAsync(configure: options => options.Limits = limits);
        await host.PostAsync(Shop.Order("1"));
        limits.ReadsPerMonth = host.Company.MeteredReads;
        Failure refused = (await FluentActions.Awaiting(() => ChangesAsync(host, host.Time.GetUtcNow())).Should().ThrowAsync<ConnectorException>()).Which.Failure;
        refused.Kind.Should().Be(FailureKind.RateLimited);
        refused.Message.Should().Contain("reads of this month are used up");
        refused.Remedy.Should().Contain("Intuit developer portal");

        host.Time.Advance(refused.RetryAfter!.Value);
        await host.PostAsync(Shop.Order("2"));
        host.Company.Count("SalesReceipt").Should().Be(2);
        host.Time.Advance(TimeSpan.FromDays(10));
        (await ChangesAsync(host, host.Time.GetUtcNow().AddDays(-20))).Should().HaveCount(2, "another month has begun");
    }

    [Fact]
    public async Task Trap_47_One_delivery_of_several_companies_is_read_part_by_part_and_nothing_is_dropped_silently()
    {
        await using Host host = await Host.StartAsync();
        SimulatedCompany second = host.Simulator.AddCompany();
        string[] expected = [$"{host.Company.RealmId}/{host.Company.AddCustomer("Ana Diaz")}", $"{second.RealmId}/{second.AddCustomer("Bo Hill")}"];
        QuickBooksWebhookDelivery delivery = host.Simulator.TakeWebhookDelivery("verifier")!;
        JsonArray parts = JsonNode.Parse(delivery.Body.Span)!.AsArray();
        foreach (JsonNode? part in parts)
        {
            part!.AsObject().Remove("data");
        }

        parts.Add(new JsonObject { ["type"] = "qbo.customer.created.v1" });
        QuickBooksReading reading = QuickBooksWebhook.Read(Encoding.UTF8.GetBytes(parts.ToJsonString()));
        reading.Events.Where(each => each.Entity.Equals("Customer", StringComparison.OrdinalIgnoreCase)).Select(each => $"{each.RealmId}/{each.EntityId}").Should().Equal(expected);
        reading.Skipped.Should().Be(1);
        QuickBooksWebhook.Read(Encoding.UTF8.GetBytes("""{"eventNotifications":[]}""")).Problem.Should().Contain("CloudEvents");
    }

    [Fact]
    public async Task Trap_48_A_large_delivery_is_judged_and_read_at_once_without_asking_anybody()
    {
        await using Host host = await Host.StartAsync();
        for (int i = 0; i < 1000; i++)
        {
            host.Company.AddCustomer("Customer " + i.ToString(CultureInfo.InvariantCulture));
        }

        QuickBooksWebhookDelivery delivery = host.Company.TakeWebhookDelivery("verifier")!;
        QuickBooksWebhook.Verify(delivery.Body.Span, delivery.Signature, new Secret("verifier")).Should().BeTrue();
        QuickBooksWebhook.Read(delivery.Body).Events.Should().HaveCount(1000);
        host.Simulator.Calls.Should().Be(0, "an answer within three seconds leaves no time to ask");
        host.Credentials.Reads.Should().Be(0);
    }

    [Fact]
    public async Task Trap_49_A_signature_is_of_the_raw_bytes_and_by_the_verifier_token()
    {
        await using Host host = await Host.StartAsync();
        host.Company.AddCustomer("Ana Diaz");
        QuickBooksWebhookDelivery delivery = host.Company.TakeWebhookDelivery("verifier")!;
        QuickBooksWebhook.Verify(delivery.Body.Span, delivery.Signature, new Secret("verifier")).Should().BeTrue();
        QuickBooksWebhook.Verify(delivery.Body.Span, delivery.Signature, new Secret(host.Simulator.ClientSecret)).Should().BeFalse();
        byte[] reserialised = JsonSerializer.SerializeToUtf8Bytes(JsonNode.Parse(delivery.Body.Span), new JsonSerializerOptions { WriteIndented = true });
        QuickBooksWebhook.Verify(reserialised, delivery.Signature, new Secret("verifier")).Should().BeFalse();
    }

    [Fact]
    public async Task Trap_50_What_was_deleted_is_seen_although_no_query_has_it()
    {
        await using Host host = await Host.StartAsync();
        LedgerDocument kept = (await host.PostAsync(Shop.Order("1"))).Single();
        LedgerDocument deleted = (await host.PostAsync(Shop.Order("2"))).Single();
        host.Company.Delete("SalesReceipt", deleted.DestinationId);
        List<SyncKit.Delivery.BookedDocument> listed = [];
        await foreach (var part in ((IBooks)host.Destination).ListAsync(host.Books, Token))
        {
            listed.AddRange(part);
        }

        listed.Select(document => document.Id).Should().Equal(kept.DestinationId);
        (await ChangesAsync(host, Shop.Now)).Single(change => change.IsDeleted).Id.Should().Be(deleted.DestinationId);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Trap_51_What_needs_each_other_never_shares_a_batch_in_whatever_order_it_runs(int seed)
    {
        await using Host host = await Host.StartAsync(settings: ByPayment, configure: options => (options.ShuffleBatch, options.Seed) = (true, seed));
        Order order = Shop.Order() with
        {
            Lines = [Shop.Line(30m, 2), Shop.Line(9.80m, sku: "MUG", name: "Mug", id: "2")],
            Payment = new OrderPayment { Method = "bacs", Title = "Bank transfer" },
            Refunds = [Shop.Refund("17", 10m)],
        };
        LedgerDocument[] posted = await host.SettleAsync(order);
        posted.Select(document => document.Key).Should().BeEquivalentTo("sale", "payment", "refund:17");
        foreach (SimulatedRequest batch in host.Simulator.Requests.Where(IsBatch))
        {
            string[] entities = [.. JsonDocument.Parse(batch.Body).RootElement.GetProperty("BatchItemRequest").EnumerateArray()
                .SelectMany(item => item.EnumerateObject().Select(member => member.Name)).Where(name => name is not ("bId" or "operation" or "Query")).Distinct()];
            (entities.Any(name => name is "Customer" or "Item") && entities.Any(name => name is not ("Customer" or "Item"))).Should().BeFalse();
            (entities.Contains("Invoice") && entities.Contains("Payment")).Should().BeFalse();
        }
    }

    [Fact]
    public async Task Trap_52_Only_documented_routes_and_members_are_used_in_a_varied_run()
    {
        await using Host host = await Host.StartAsync(settings: ByPayment);
        await host.Get<IConnector>().CheckAsync(host.Books, Token);
        Order sold = Shop.Order("1", tax: 3.29m) with { Shipping = [new ShippingLine { Id = "2", Title = "Flat rate", Total = 7.95m, TotalTax = 0 }], Total = 51.04m };
        LedgerDocument[] posted = await host.SettleAsync(sold with { Refunds = [Shop.Refund("17", 10m)] });
        await host.SettleAsync(sold with { Status = "cancelled" }, posted);

        Order invoiced = Shop.Order("2") with { Status = "on-hold", PaidAt = null };
        posted = await host.SettleAsync(invoiced with { Refunds = [Shop.Refund("18", 5m)] });
        posted.Select(document => document.Kind).Should().BeEquivalentTo("Invoice", "CreditMemo", "Payment");
        await host.SettleAsync(Shop.Order("2") with { Refunds = [Shop.Refund("18", 5m)] }, posted);
        await host.SettleAsync(Shop.Order("3") with { Payment = new OrderPayment { Method = "bacs", Title = "Bank transfer" } });
        await foreach (var _ in ((IBooks)host.Destination).ListAsync(host.Books, Token))
        {
        }

        await ChangesAsync(host, Shop.Now);
        SimulatedRequest[] calls = [.. host.Simulator.Requests.Where(request => request.Path.StartsWith("/v3/", StringComparison.Ordinal))];
        calls.Select(call => call.Path[$"/v3/company/{host.Company.RealmId}/".Length..]).Distinct().Should().Contain(["batch", "query", "cdc"]).And.BeSubsetOf(Routes);
        calls.SelectMany(call => call.Query.Keys).Distinct().Should().BeSubsetOf(Parameters);
        calls.Should().OnlyContain(call => call.Query["minorversion"] == "75");
        calls.Should().OnlyContain(call => !call.BodyText.Contains("TaxService", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<List<SyncKit.Delivery.BookedDocument>> ChangesAsync(Host host, DateTimeOffset since)
    {
        List<SyncKit.Delivery.BookedDocument> changes = [];
        await foreach (var part in ((IBooks)host.Destination).ListChangesAsync(host.Books, since, Token))
        {
            changes.AddRange(part);
        }

        return changes;
    }
}
