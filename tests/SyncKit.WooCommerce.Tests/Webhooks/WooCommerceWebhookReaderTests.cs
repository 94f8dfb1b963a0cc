using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Fixtures;
using SyncKit.Testing.WooCommerce;
using SyncKit.WooCommerce.Webhooks;
using SyncKit.Webhooks;
using WebhookDelivery = SyncKit.Webhooks.WebhookDelivery;

namespace SyncKit.WooCommerce.Tests.Webhooks;

public sealed class WooCommerceWebhookReaderTests
{
    private const string Secret = "s3cr3t";
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 0, 0, TimeSpan.Zero);
    private static readonly Connection Connection = new()
    {
        Id = new ConnectionId(new TenantId("acme"), "woocommerce", "main"),
        Settings = new ConnectionSettings("""{"storeUrl":"https://store.example"}"""),
    };

    private readonly WooCommerceWebhookReader reader = new();

    [Fact]
    public void Every_recorded_delivery_is_genuine_and_read_by_its_topic()
    {
        foreach (RecordedWebhook webhook in RecordedTraffic.Webhooks().Where(webhook => webhook.Secret is not null))
        {
            WebhookReading reading = reader.Read(Connection, Secrets(webhook.Secret), new WebhookDelivery(webhook.Headers, webhook.Body, Now));

            WebhookVerdict expected = webhook switch
            {
                { Name: "stale-update-then-force-delete--order-updated" } => WebhookVerdict.Ignored,
                { Topic: "coupon.created" } => WebhookVerdict.Ignored,
                _ => WebhookVerdict.Accepted,
            };
            reading.Verdict.Should().Be(expected, "of {0}", webhook.Name);
            if (expected == WebhookVerdict.Accepted)
            {
                SourceRecord record = reading.Records.Should().ContainSingle().Subject;
                bool deleted = webhook.Topic!.EndsWith(".deleted", StringComparison.Ordinal);
                bool thin = deleted
                    || webhook.Name.StartsWith("rest-refund", StringComparison.Ordinal)
                    || webhook.Name.StartsWith("rest-update-variation", StringComparison.Ordinal);
                string whole = Regex.Replace(Encoding.UTF8.GetString(webhook.Body), "\"related_ids\":\\[[0-9,]*\\]", "\"related_ids\":[]");
                Encoding.UTF8.GetString(record.Raw.Span).Should().Be(thin ? string.Empty : whole, "of {0}", webhook.Name);
                record.ModifiedAt.Should().BeBefore(Now.AddSeconds(deleted ? 1 : 0));
                reading.Kind.Should().Be(webhook.Topic.Split('.')[0]);
                reading.TriggersDiscovery.Should().BeFalse();
            }
        }
    }

    [Fact]
    public void A_changed_body_or_signature_is_forged_and_never_an_exception()
    {
        RecordedWebhook webhook = RecordedTraffic.Webhooks().First(webhook => webhook.Topic == "order.updated");
        Gen.Select(Gen.Bool, Gen.Int[0, int.MaxValue - 1], Gen.Int[1, 255]).Sample(
            (inBody, place, flip) =>
            {
                byte[] body = [.. webhook.Body];
                char[] signature = webhook.Signature!.ToCharArray();
                if (inBody)
                {
                    body[place % body.Length] ^= (byte)flip;
                }
                else
                {
                    signature[place % signature.Length] ^= (char)flip;
                }

                Deliver(body, webhook.Topic!, new string(signature), Secrets(webhook.Secret)).Verdict.Should().Be(WebhookVerdict.Forged);
            },
            iter: 3_000);
    }

    [Fact]
    public void Random_deliveries_are_forged_and_never_an_exception() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.String[0, 60], Gen.String[0, 30]).Sample(
            (body, signature, topic) => Deliver(body, topic, signature, Secrets(Secret)).Verdict.Should().Be(WebhookVerdict.Forged),
            iter: 3_000);

    [Fact]
    public void Random_signed_bodies_are_read_or_refused_and_never_an_exception()
    {
        string order = RecordedTraffic.Read("orders/single/simple_tx.json");
        Gen.Select(Gen.Int[0, order.Length - 1], Gen.Char).Sample(
            (place, value) =>
            {
                byte[] body = Encoding.UTF8.GetBytes(order[..place] + value + order[(place + 1)..]);
                Signed(body, "order.updated", Secrets(Secret)).Verdict.Should().BeOneOf(WebhookVerdict.Accepted, WebhookVerdict.Malformed, WebhookVerdict.Ignored);
            },
            iter: 3_000);
    }

    [Fact]
    public void Both_the_present_and_the_previous_secret_are_accepted_and_no_third()
    {
        CredentialSet secrets = CredentialSet.Of((WooCommerceCredentials.WebhookSecret, "new"), (WooCommerceCredentials.PreviousWebhookSecret, "old"));
        byte[] body = """{"id":5}"""u8.ToArray();

        Deliver(body, "order.deleted", StoreWebhooks.Sign(body, "new"), secrets).Verdict.Should().Be(WebhookVerdict.Accepted);
        Deliver(body, "order.deleted", StoreWebhooks.Sign(body, "old"), secrets).Verdict.Should().Be(WebhookVerdict.Accepted);
        Deliver(body, "order.deleted", StoreWebhooks.Sign(body, "older"), secrets).Verdict.Should().Be(WebhookVerdict.Forged);
    }

    [Fact]
    public void Without_a_stored_secret_everything_is_forged_even_what_is_signed_with_nothing()
    {
        byte[] body = """{"id":5}"""u8.ToArray();

        Deliver(body, "order.deleted", StoreWebhooks.Sign(body, string.Empty), CredentialSet.Of()).Verdict.Should().Be(WebhookVerdict.Forged);
    }

    [Fact]
    public void The_ping_that_a_store_sends_while_it_makes_a_webhook_is_ignored()
    {
        WebhookDelivery ping = new(new Dictionary<string, string> { ["Content-Type"] = "application/x-www-form-urlencoded" }, "webhook_id=17"u8.ToArray(), Now);

        reader.Read(Connection, Secrets(Secret), ping).Verdict.Should().Be(WebhookVerdict.Ignored);
    }

    [Fact]
    public void An_unsigned_order_is_forged()
    {
        WebhookDelivery delivery = new(new Dictionary<string, string> { ["X-WC-Webhook-Topic"] = "order.updated" }, """{"id":5}"""u8.ToArray(), Now);

        reader.Read(Connection, Secrets(Secret), delivery).Verdict.Should().Be(WebhookVerdict.Forged);
    }

    [Fact]
    public void A_deleted_order_is_a_thin_record_as_of_its_arrival()
    {
        WebhookReading reading = Signed("""{"id":2376}"""u8.ToArray(), "order.deleted", Secrets(Secret));

        reading.Records.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Id = "2376", ModifiedAt = Now, IsDeleted = false });
        reading.Records[0].Raw.IsEmpty.Should().BeTrue();
    }

    [Theory]
    [InlineData("""{"id":7,"email":"a@b.example"}""")]
    [InlineData("""{"id":7,"status":"processing","currency":"USD","date_modified_gmt":"2026-11-22T17:00:00","total":"1.00"}""")]
    [InlineData("""{"id":7,"status":"processing","currency":"USD","date_modified_gmt":"2026-11-22T17:00:00","total":"1.00","line_items":[],"refunds":[{"id":8}]}""")]
    public void A_body_that_lacks_what_an_order_needs_is_a_thin_record(string body)
    {
        WebhookReading reading = Signed(Encoding.UTF8.GetBytes(body), "order.updated", Secrets(Secret));

        reading.Records.Should().ContainSingle().Which.Raw.IsEmpty.Should().BeTrue();
    }

    [Theory]
    [InlineData("coupon.updated")]
    [InlineData("order.refunded")]
    [InlineData("ORDER.UPDATED")]
    [InlineData("action.woocommerce_add_to_cart")]
    public void Another_topic_is_ignored(string topic) =>
        Signed("""{"id":7}"""u8.ToArray(), topic, Secrets(Secret)).Verdict.Should().Be(WebhookVerdict.Ignored);

    [Fact]
    public void A_delivery_is_told_by_its_topic_and_its_bytes_and_not_by_its_id()
    {
        byte[] body = """{"id":5}"""u8.ToArray();
        byte[] other = """{"id":6}"""u8.ToArray();
        string hash = Convert.ToHexStringLower(SHA256.HashData(body));

        string key = Signed(body, "order.updated", Secrets(Secret)).DeliveryKey;

        key.Should().Be($"order.updated:{hash}").And.Match(each => each.Length <= 255);
        Signed(body, "order.updated", Secrets(Secret)).DeliveryKey.Should().Be(key);
        Signed(other, "order.updated", Secrets(Secret)).DeliveryKey.Should().NotBe(key);
        Signed(body, "product.updated", Secrets(Secret)).DeliveryKey.Should().NotBe(key);
    }

    [Theory]
    [InlineData("order")]
    [InlineData("product")]
    [InlineData("customer")]
    public void A_record_that_is_there_again_may_be_deleted_again_by_the_same_bytes(string kind)
    {
        string deletion = Signed("""{"id":2381}"""u8.ToArray(), kind + ".deleted", Secrets(Secret)).DeliveryKey;

        Signed("""{"id":2381,"status":"completed"}"""u8.ToArray(), kind + ".updated", Secrets(Secret)).ForgottenKeys.Should().Equal(deletion);
        Signed("""{"id":2382}"""u8.ToArray(), kind + ".created", Secrets(Secret)).ForgottenKeys.Should().NotContain(deletion);
        Signed("""{"id":2381}"""u8.ToArray(), kind + ".deleted", Secrets(Secret)).ForgottenKeys.Should().BeEmpty();
    }

    [Fact]
    public void A_recorded_trash_restore_and_trash_again_are_three_deliveries()
    {
        RecordedWebhook deleted = RecordedTraffic.Webhooks().First(webhook => webhook.Topic == "order.deleted");
        RecordedWebhook created = RecordedTraffic.Webhooks().First(webhook => webhook.Topic == "order.created");
        string id = Encoding.UTF8.GetString(deleted.Body)[6..^1];
        byte[] restored = Encoding.UTF8.GetBytes(Regex.Replace(Encoding.UTF8.GetString(created.Body), "^{\"id\":[0-9]+", "{\"id\":" + id));
        HashSet<string> taken = [];
        bool IsNew(byte[] body, string topic)
        {
            WebhookReading reading = Signed(body, topic, Secrets(Secret));
            bool isNew = taken.Add(reading.DeliveryKey);
            taken.ExceptWith(isNew ? reading.ForgottenKeys : []);
            return isNew;
        }

        IsNew(deleted.Body, "order.deleted").Should().BeTrue();
        IsNew(deleted.Body, "order.deleted").Should().BeFalse();
        IsNew(restored, "order.restored").Should().BeTrue();
        IsNew(deleted.Body, "order.deleted").Should().BeTrue();
        IsNew(restored, "order.restored").Should().BeFalse();
    }

    [Theory]
    [InlineData("order.updated", "woocommerce_rest_shop_order_invalid_id")]
    [InlineData("product.updated", "woocommerce_rest_product_invalid_id")]
    [InlineData("customer.updated", "wc_user_invalid_id")]
    public void A_signed_error_is_no_record(string topic, string code)
    {
        byte[] body = Encoding.UTF8.GetBytes("{\"code\":\"" + code + "\",\"message\":\"Invalid ID.\",\"data\":{\"status\":404}}");

        WebhookReading reading = Signed(body, topic, Secrets(Secret));

        (reading.Verdict, reading.Records.Count, reading.DeliveryKey).Should().Be((WebhookVerdict.Ignored, 0, string.Empty));
    }

    [Fact]
    public void The_source_that_a_delivery_names_counts_for_nothing()
    {
        byte[] body = """{"id":5}"""u8.ToArray();
        Dictionary<string, string> headers = new()
        {
            ["X-WC-Webhook-Source"] = "https://store.example/",
            ["X-WC-Webhook-Topic"] = "order.updated",
            ["X-WC-Webhook-Signature"] = StoreWebhooks.Sign(body, "another secret"),
        };

        reader.Read(Connection, Secrets(Secret), new WebhookDelivery(headers, body, Now)).Verdict.Should().Be(WebhookVerdict.Forged);
    }

    [Fact]
    public void Header_names_are_found_whatever_their_case()
    {
        byte[] body = """{"id":5}"""u8.ToArray();
        Dictionary<string, string> headers = new(StringComparer.Ordinal)
        {
            ["x-wc-webhook-signature"] = StoreWebhooks.Sign(body, Secret),
            ["x-wc-webhook-topic"] = "order.deleted",
        };

        reader.Read(Connection, Secrets(Secret), new WebhookDelivery(headers, body, Now)).Verdict.Should().Be(WebhookVerdict.Accepted);
    }

    private static CredentialSet Secrets(string? secret) => CredentialSet.Of((WooCommerceCredentials.WebhookSecret, secret));

    private WebhookReading Signed(byte[] body, string topic, CredentialSet secrets) => Deliver(body, topic, StoreWebhooks.Sign(body, Secret), secrets);

    private WebhookReading Deliver(byte[] body, string topic, string signature, CredentialSet secrets)
    {
        Dictionary<string, string> headers = new() { ["X-WC-Webhook-Topic"] = topic, ["X-WC-Webhook-Signature"] = signature };
        return reader.Read(Connection, secrets, new WebhookDelivery(headers, body, Now));
    }
}
