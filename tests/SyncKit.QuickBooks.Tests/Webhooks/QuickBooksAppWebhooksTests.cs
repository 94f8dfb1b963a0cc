using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.QuickBooks.Webhooks;
using SyncKit.Webhooks;

namespace SyncKit.QuickBooks.Tests.Webhooks;

public class QuickBooksAppWebhooksTests
{
    private const string Body = """
        [{"id":"e1","type":"qbo.salesreceipt.updated.v1","time":"2026-11-22T12:00:00.123456789Z","intuitentityid":"150","intuitaccountid":"9341450"},
         {"id":"e2","type":"qbo.customer.merged.v1","intuitentityid":"26","intuitaccountid":"9341999","data":{"deletedid":"27"}}, 7]
        """;

    private const string Old = """
        {"eventNotifications":[{"realmId":"310687","dataChangeEvent":{"entities":[
          {"name":"Invoice","id":"1","operation":"Update","lastUpdated":"2025-09-08T20:52:31.657Z"},{"name":"Invoice","id":"2","operation":"Void"}]}}]}
        """;

    [Fact]
    public void Events_keep_their_company_key_document_and_time()
    {
        AppWebhookReading reading = Read(Body, "new");
        reading.Verdict.Should().Be(WebhookVerdict.Accepted);
        reading.Events.Select(each => (each.AccountId, each.Key, each.Kind, each.EntityId, each.Operation)).Should().Equal(
            ("9341450", "e1", "SalesReceipt", "150", "Updated"), ("9341999", "e2", "customer", "26", "Merged"));
        reading.Events[0].At.Should().Be(Shop.Now.AddTicks(1_234_567));
        reading.Events[1].At.Should().BeNull();
    }

    [Fact]
    public void Both_tokens_verify_while_one_takes_the_others_place_and_no_other_does()
    {
        Read(Body, "new").Verdict.Should().Be(WebhookVerdict.Accepted);
        Read(Body, "former").Verdict.Should().Be(WebhookVerdict.Accepted);
        Read(Body, "client-secret").Verdict.Should().Be(WebhookVerdict.Forged);
        Read(Body, string.Empty, options: new QuickBooksOptions()).Verdict.Should().Be(WebhookVerdict.Forged);
        Read(Body, "former", options: new QuickBooksOptions { PreviousWebhookVerifierToken = "former" }).Verdict.Should().Be(WebhookVerdict.Accepted);
    }

    [Fact]
    public void The_old_form_is_behind_a_switch_and_gets_keys_where_it_says_a_time()
    {
        Read(Old, "new").Verdict.Should().Be(WebhookVerdict.Malformed);
        QuickBooksOptions options = new() { WebhookVerifierToken = "new", AcceptOldNotifications = true };
        AppWebhookReading reading = Read(Old, "new", options);
        reading.Events.Select(each => each.Key.Length > 0).Should().Equal(true, false);
        Read(Old, "new", options).Events[0].Key.Should().Be(reading.Events[0].Key);
    }

    [Fact]
    public void A_connection_is_for_the_company_in_its_settings()
    {
        QuickBooksAppWebhooks webhooks = Webhooks(new QuickBooksOptions());
        webhooks.AccountOf(Shop.Books()).Should().Be("9341450");
        webhooks.AccountOf(Shop.Books("[]")).Should().BeNull();
    }

    [Fact]
    public void The_report_of_our_own_write_is_an_echo_and_a_later_one_is_not()
    {
        LedgerDocument written = Shop.Posted("sale", "SalesReceipt", "150", "3");
        AppWebhookEvent reported = Read(Body, "new").Events[0];
        QuickBooksAppWebhooks webhooks = Webhooks(new QuickBooksOptions());
        webhooks.IsEcho(reported with { At = written.WrittenAt }, written).Should().BeTrue();
        webhooks.IsEcho(reported with { At = written.WrittenAt.AddMinutes(1) }, written).Should().BeFalse();
        webhooks.IsEcho(reported with { At = written.WrittenAt, Operation = "Voided" }, written).Should().BeFalse();
    }

    private static AppWebhookReading Read(string body, string token, QuickBooksOptions? options = null)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        string signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), bytes));
        options ??= new QuickBooksOptions { WebhookVerifierToken = "new", PreviousWebhookVerifierToken = "former" };
        return Webhooks(options).Read(new WebhookDelivery(new Dictionary<string, string> { ["Intuit-Signature"] = signature }, bytes, Shop.Now));
    }

    private static QuickBooksAppWebhooks Webhooks(QuickBooksOptions options) => new(new FixedOptions(options));

    private sealed class FixedOptions(QuickBooksOptions options) : IOptionsMonitor<QuickBooksOptions>
    {
        public QuickBooksOptions CurrentValue => options;

        public QuickBooksOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<QuickBooksOptions, string?> listener) => null;
    }
}
