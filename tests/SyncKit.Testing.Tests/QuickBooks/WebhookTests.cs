using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.Testing.Tests.QuickBooks;

public sealed class WebhookTests
{
    private const string Verifier = "verifier-token";

    private static JsonNode Body(QuickBooksWebhookDelivery? delivery) => JsonNode.Parse(delivery!.Body.Span)!;

    private static IEnumerable<(string? Type, string? Id)> Told(QuickBooksWebhookDelivery? delivery) =>
        Body(delivery).AsArray().Select(element => (element.AsText("type"), element.AsText("intuitentityid")));

    [Fact]
    public async Task Delivery_tells_of_api_writes_and_of_the_bookkeeper_and_then_there_is_none()
    {
        await using Session session = await Session.StartAsync();
        session.Company.TakeWebhookDelivery(Verifier);

        string receipt = (await session.WriteAsync("salesreceipt", session.Receipt(session.Line("5")))).Text("Id")!;
        session.Company.Edit("SalesReceipt", receipt, document => document["PrivateNote"] = "seen");
        session.Company.Void("SalesReceipt", receipt);
        session.Company.Delete("SalesReceipt", receipt);
        QuickBooksWebhookDelivery? delivery = session.Company.TakeWebhookDelivery(Verifier);

        Told(delivery).Should().Equal(
            ("qbo.salesreceipt.created.v1", receipt),
            ("qbo.salesreceipt.updated.v1", receipt),
            ("qbo.salesreceipt.voided.v1", receipt),
            ("qbo.salesreceipt.deleted.v1", receipt));
        delivery!.Events.Should().Be(4);
        session.Company.TakeWebhookDelivery(Verifier).Should().BeNull();
    }

    [Fact]
    public async Task New_company_has_nothing_to_tell()
    {
        await using QuickBooksSimulator simulator = await QuickBooksSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        simulator.AddCompany();

        simulator.TakeWebhookDelivery(Verifier).Should().BeNull();
    }

    [Fact]
    public async Task Trap_49_signature_is_over_the_bytes_with_the_verifier_token()
    {
        await using Session session = await Session.StartAsync();
        session.Company.AddCustomer("Zoë");

        QuickBooksWebhookDelivery delivery = session.Company.TakeWebhookDelivery(Verifier)!;

        delivery.Signature.Should().Be(Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Verifier), delivery.Body.Span)));
    }

    [Fact]
    public async Task Trap_47_one_delivery_mixes_companies_and_each_event_has_an_id_of_its_own()
    {
        await using Session session = await Session.StartAsync();
        SimulatedCompany other = session.Simulator.AddCompany();
        session.Simulator.TakeWebhookDelivery(Verifier);

        session.Company.AddCustomer("Here");
        session.Clock.Advance(TimeSpan.FromSeconds(1));
        other.AddCustomer("There");
        session.Clock.Advance(TimeSpan.FromSeconds(1));
        session.Company.AddCustomer("Here again");
        JsonArray events = Body(session.Simulator.TakeWebhookDelivery(Verifier)).AsArray();

        events.Select(element => element.AsText("intuitaccountid")).Should().Equal(session.Company.RealmId, other.RealmId, session.Company.RealmId);
        events.Select(element => element.AsText("id")).Should().OnlyHaveUniqueItems();
        events[1].AsText("time").Should().Be("2026-11-20T18:00:01Z");
    }

    [Fact]
    public async Task Merged_customer_is_told_with_the_id_that_is_gone()
    {
        await using Session session = await Session.StartAsync();
        string twin = session.Company.AddCustomer("Ana Diaz 2");
        string receipt = (await session.WriteAsync("salesreceipt", session.Receipt(session.Line("5")))).Text("Id")!;
        session.Company.TakeWebhookDelivery(Verifier);

        session.Company.MergeCustomers(session.CustomerId, twin);
        QuickBooksWebhookDelivery? delivery = session.Company.TakeWebhookDelivery(Verifier);

        Told(delivery).Should().Equal(("qbo.salesreceipt.updated.v1", receipt), ("qbo.customer.merged.v1", twin));
        Body(delivery)[1]!["data"].AsText("deletedid").Should().Be(session.CustomerId);
        session.Company.Documents("SalesReceipt").Single().CustomerName.Should().Be("Ana Diaz 2");
        session.Company.Find("Customer", session.CustomerId).Should().BeNull();
    }

    [Fact]
    public async Task Customers_of_different_currencies_are_not_merged()
    {
        await using Session session = await Session.StartAsync(new CompanyOptions { MultiCurrency = true });
        string foreign = session.Company.AddCustomer("Ana Diaz (EUR)", currency: "EUR");

        FluentActions.Invoking(() => session.Company.MergeCustomers(session.CustomerId, foreign)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task Legacy_shape_groups_by_company()
    {
        await using Session session = await Session.StartAsync(configure: options => options.LegacyWebhooks = true);
        session.Company.TakeWebhookDelivery(Verifier);
        string id = session.Company.AddCustomer("Old shape");

        JsonNode notification = Body(session.Company.TakeWebhookDelivery(Verifier))["eventNotifications"]![0]!;

        notification.AsText("realmId").Should().Be(session.Company.RealmId);
        notification["dataChangeEvent"]!["entities"]![0]!.ToJsonString().Should().Be(
            $$"""{"name":"Customer","id":"{{id}}","operation":"Create","lastUpdated":"2026-11-20T18:00:00.000Z"}""");
    }

    [Fact]
    public async Task Delivery_is_sent_with_its_signature_as_often_as_wanted()
    {
        await using Session session = await Session.StartAsync();
        session.Company.AddCustomer("Sent");
        QuickBooksWebhookDelivery delivery = session.Company.TakeWebhookDelivery(Verifier)!;
        using StubReceiver receiver = new();
        using HttpClient client = new(receiver);

        int first = await delivery.SendAsync(client, new Uri("http://localhost/hook"), TestContext.Current.CancellationToken);
        int second = await delivery.SendAsync(client, new Uri("http://localhost/hook"), TestContext.Current.CancellationToken);

        (first, second).Should().Be((200, 200));
        (string, string) sent = (delivery.Signature, Encoding.UTF8.GetString(delivery.Body.Span));
        receiver.Received.Should().Equal(sent, sent);
    }

    private sealed class StubReceiver : HttpMessageHandler
    {
        public List<(string Signature, string Body)> Received { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Received.Add((request.Headers.GetValues("intuit-signature").Single(), await request.Content!.ReadAsStringAsync(cancellationToken)));
            return new HttpResponseMessage(HttpStatusCode.OK);
        }
    }
}
