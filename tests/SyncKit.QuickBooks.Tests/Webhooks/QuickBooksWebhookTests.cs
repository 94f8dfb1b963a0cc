using System.Security.Cryptography;
using System.Text;
using SyncKit.Credentials;
using SyncKit.QuickBooks.Webhooks;

namespace SyncKit.QuickBooks.Tests.Webhooks;

public class QuickBooksWebhookTests
{
    private const string Body = """
        [{"specversion":"1.0","id":"88cd52aa-33b6-4351-9aa4-47572edbd068","source":"intuit.dsnBgb=","type":"qbo.salesreceipt.updated.v1",
          "datacontenttype":"application/json","time":"2026-03-17T16:19:17Z","intuitentityid":"150","intuitaccountid":"9341455","data":{}},
         {"specversion":"1.0","id":"88cd52aa-33b6-4351-9aa4-47572edbd068-Customer-27","type":"qbo.customer.merged.v1","time":"2026-03-17T16:19:17.123456789Z",
          "intuitentityid":"26","intuitaccountid":"9341999","data":{"deletedid":"27"}},
         {"id":"3","type":"qbo.galaxy.imploded.v2","time":"soon","intuitentityid":"1","intuitaccountid":"9341455"},
         {"id":"4","type":"qbo.invoice.voided.v1","intuitaccountid":"9341455"},
         7]
        """;

    private static readonly Secret Verifier = new("verifier");

    private static QuickBooksReading Read(string body, bool old = false) => QuickBooksWebhook.Read(Encoding.UTF8.GetBytes(body), old);

    private static string Sign(string body, string token) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void One_delivery_may_hold_events_of_several_companies_and_parts_that_are_missing_trap_47()
    {
        QuickBooksReading reading = Read(Body);
        reading.Problem.Should().BeNull();
        reading.Skipped.Should().Be(2, "one has no entity and one is a number");
        reading.Events.Select(each => (each.RealmId, each.Entity, each.EntityId, each.Operation)).Should().Equal(
            ("9341455", "SalesReceipt", "150", QuickBooksOperation.Updated),
            ("9341999", "customer", "26", QuickBooksOperation.Merged),
            ("9341455", "galaxy", "1", QuickBooksOperation.Unknown));
        reading.Events[0].Time.Should().Be(new DateTimeOffset(2026, 3, 17, 16, 19, 17, TimeSpan.Zero));
        reading.Events[1].Time.Should().Be(new DateTimeOffset(2026, 3, 17, 16, 19, 17, TimeSpan.Zero).AddTicks(1_234_567), "nine digits are more than can be kept");
        reading.Events[1].RemovedId.Should().Be("27");
        reading.Events[1].EventId.Should().EndWith("-Customer-27");
        reading.Events[2].Time.Should().BeNull();
    }

    [Theory]
    [InlineData("created", QuickBooksOperation.Created)]
    [InlineData("deleted", QuickBooksOperation.Deleted)]
    [InlineData("voided", QuickBooksOperation.Voided)]
    [InlineData("emailed", QuickBooksOperation.Emailed)]
    internal void Every_operation_is_known(string name, QuickBooksOperation operation) =>
        Read($$"""[{"type":"qbo.payment.{{name}}.v1","intuitentityid":"1","intuitaccountid":"2"}]""").Events.Single().Operation.Should().Be(operation);

    [Fact]
    public void The_old_form_is_read_only_when_asked_for()
    {
        const string Old = """
            {"eventNotifications":[{"realmId":"310687","dataChangeEvent":{"entities":[
              {"name":"Customer","id":"1","operation":"Update","lastUpdated":"2025-09-08T20:52:31.657Z"},
              {"name":"Vendor","id":"2","operation":"Merge","lastUpdated":"2025-09-08T13:52:31-07:00","deletedId":"3"},{"name":"Item"}]}}]}
            """;
        Read(Old).Problem.Should().Contain("CloudEvents");
        QuickBooksReading reading = Read(Old, old: true);
        reading.Skipped.Should().Be(1);
        reading.Events.Select(each => (each.RealmId, each.Entity, each.EntityId, each.Operation, each.RemovedId)).Should().Equal(
            ("310687", "Customer", "1", QuickBooksOperation.Updated, ""), ("310687", "Vendor", "2", QuickBooksOperation.Merged, "3"));
        reading.Events[1].Time.Should().Be(new DateTimeOffset(2025, 9, 8, 20, 52, 31, TimeSpan.Zero));
        Read("{}", old: true).Problem.Should().NotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("[{\"type\":\"qbo.item.created.v1\"]")]
    public void What_cannot_be_read_is_a_problem_and_no_exception(string body) => Read(body).Problem.Should().NotBeNullOrEmpty();

    [Fact]
    public void Bytes_that_are_no_text_are_a_problem() => QuickBooksWebhook.Read(new byte[] { (byte)'[', (byte)'"', 0xFF, (byte)'"', (byte)']' }).Problem.Should().Contain("UTF-8");

    [Fact]
    public void Half_a_surrogate_pair_harms_nobody() =>
        Read("""[{"id":"\ud800","\ud800":1,"type":"qbo.payment.created.v1","intuitentityid":"1","intuitaccountid":"2"}]""").Events.Count.Should().BeLessThanOrEqualTo(1);

    [Fact]
    public void A_body_is_verified_as_the_bytes_that_came_with_either_token_trap_49()
    {
        byte[] body = Encoding.UTF8.GetBytes(Body);
        QuickBooksWebhook.Verify(body, Sign(Body, "verifier"), Verifier).Should().BeTrue();
        QuickBooksWebhook.Verify(body, Sign(Body, "verifier"), new Secret("new"), Verifier).Should().BeTrue("while the token is being changed both are valid");
        string reserialised = System.Text.Json.JsonSerializer.Serialize(System.Text.Json.JsonDocument.Parse(Body).RootElement);
        QuickBooksWebhook.Verify(Encoding.UTF8.GetBytes(reserialised), Sign(Body, "verifier"), Verifier).Should().BeFalse();
        QuickBooksWebhook.Verify(body, Sign(Body, "client-secret"), Verifier).Should().BeFalse();
    }

    [Fact]
    public void Without_a_token_or_a_signature_nothing_is_genuine()
    {
        byte[] body = Encoding.UTF8.GetBytes(Body);
        QuickBooksWebhook.Verify(body, Sign(Body, "verifier")).Should().BeFalse();
        QuickBooksWebhook.Verify(body, Sign(Body, "verifier"), (Secret?)null).Should().BeFalse();
        foreach (string? signature in new[] { null, "", "x", new string('ä', 44), new string('A', 44), Sign(Body, "verifier") + "=" })
        {
            QuickBooksWebhook.Verify(body, signature, Verifier).Should().BeFalse();
        }
    }
}
