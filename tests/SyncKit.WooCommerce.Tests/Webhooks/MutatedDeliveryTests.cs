using System.Security.Cryptography;
using System.Text;
using CsCheck;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.Fixtures;
using SyncKit.WooCommerce.Parsing;
using SyncKit.WooCommerce.Webhooks;
using SyncKit.Webhooks;

namespace SyncKit.WooCommerce.Tests.Webhooks;

/// <summary>
/// Every recorded delivery, changed in a million ways with <c>SYNCKIT_EXTENDED=1</c>: none verifies but with the bytes, the signature and the secret that it came
/// with, and nothing that is signed makes the reader fail.
/// </summary>
public sealed class MutatedDeliveryTests
{
    private const string SignatureHeader = "X-WC-Webhook-Signature";
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 0, 0, TimeSpan.Zero);
    private static readonly RecordedWebhook[] Signed = [.. RecordedTraffic.Webhooks().Where(webhook => webhook.Secret is not null)];
    private static readonly WooCommerceWebhookReader Reader = new();
    private static readonly Connection Connection = new()
    {
        Id = new ConnectionId(new TenantId("acme"), "woocommerce", "main"),
        Settings = new ConnectionSettings("""{"storeUrl":"https://store.example"}"""),
    };

    [Fact]
    public void No_changed_delivery_verifies() => Gen.Int.Sample(
        seed =>
        {
            Random random = new(seed);
            RecordedWebhook webhook = Signed[random.Next(Signed.Length)];
            (byte[] body, string? signature, string secret, Dictionary<string, string> headers) = Change(webhook, random);
            bool same = signature == webhook.Signature && secret == webhook.Secret && body.AsSpan().SequenceEqual(webhook.Body);

            WebhookReading reading = Read(headers, body, secret);

            return same ? reading.Verdict is WebhookVerdict.Accepted or WebhookVerdict.Ignored : IsNothing(reading, WebhookVerdict.Forged);
        },
        iter: ExtendedRun.Times(30_000, 1_000_000),
        time: -1);

    [Fact]
    public void Nothing_that_is_signed_makes_the_reader_fail() => Gen.Int.Sample(
        seed =>
        {
            Random random = new(seed);
            RecordedWebhook webhook = Signed[random.Next(Signed.Length)];
            byte[] body = Mutation.Of(webhook.Body, random);
            string topic = Signed[random.Next(Signed.Length)].Topic!;
            Dictionary<string, string> headers = new() { ["X-WC-Webhook-Topic"] = topic, [SignatureHeader] = Sign(body, webhook.Secret!) };

            WebhookReading reading = Read(headers, body, webhook.Secret!);

            return reading.Verdict switch
            {
                WebhookVerdict.Accepted => IsSane(reading, topic),
                WebhookVerdict.Ignored or WebhookVerdict.Malformed => IsNothing(reading, reading.Verdict),
                _ => false,
            };
        },
        iter: ExtendedRun.Times(20_000, 400_000),
        time: -1);

    [Fact]
    public void An_id_under_a_name_in_escapes_is_no_other_id_to_the_reader_than_to_the_parser()
    {
        RecordedWebhook webhook = Signed.First(webhook => webhook.Topic == "order.created");
        byte[] body = [.. webhook.Body[..^1], .. ",\"\\u0069d\":7}"u8];
        Dictionary<string, string> headers = new() { ["X-WC-Webhook-Topic"] = webhook.Topic!, [SignatureHeader] = Sign(body, webhook.Secret!) };

        SourceRecord record = Read(headers, body, webhook.Secret!).Records.Single();

        record.Id.Should().NotBe("7").And.Be(OrderParser.Parse(record.Raw).Id);
    }

    [Fact]
    public void A_changed_ping_is_never_more_than_ignored() => Gen.Int.Sample(
        seed =>
        {
            byte[] body = Mutation.Of("webhook_id=1"u8, new Random(seed));

            return Read(new Dictionary<string, string>(), body, "s").Verdict is WebhookVerdict.Ignored or WebhookVerdict.Forged;
        },
        iter: ExtendedRun.Times(5_000, 50_000),
        time: -1);

    [Fact]
    public void Every_recorded_delivery_verifies_unchanged()
    {
        Signed.Should().HaveCountGreaterThan(8);
        Signed.Should().OnlyContain(webhook => Read(webhook.Headers, webhook.Body, webhook.Secret!).Verdict != WebhookVerdict.Forged);
    }

    private static (byte[] Body, string? Signature, string Secret, Dictionary<string, string> Headers) Change(RecordedWebhook webhook, Random random)
    {
        byte[] body = webhook.Body;
        string? signature = webhook.Signature;
        string secret = webhook.Secret!;
        Dictionary<string, string> headers = new(webhook.Headers, StringComparer.OrdinalIgnoreCase);
        switch (random.Next(8))
        {
            case < 3: body = Mutation.Of(body, random); break;
            case 3: signature = ChangeSignature(signature!, random); break;
            case 4:
                RecordedWebhook other = Signed[random.Next(Signed.Length)];
                (body, signature) = random.Next(2) == 0 ? (other.Body, signature) : (body, other.Signature);
                break;

            // Zero bytes at a key's end do not change a HMAC, so letters are put there.
            case 5: secret = random.Next(3) switch { 0 => secret + "x", 1 => " " + secret, _ => secret[1..] + "é" }; break;
            case 6: signature = null; break;
            default: headers[headers.Keys.ElementAt(random.Next(headers.Count))] = Encoding.Latin1.GetString(Mutation.Of("order.updated"u8, random)); break;
        }

        signature = headers.TryGetValue(SignatureHeader, out string? replaced) && replaced != webhook.Signature ? replaced : signature;
        if (signature is null)
        {
            headers.Remove(SignatureHeader);
        }
        else
        {
            headers[SignatureHeader] = signature;
        }

        return (body, signature, secret, headers);
    }

    private static string ChangeSignature(string signature, Random random)
    {
        int place = random.Next(signature.Length);
        return random.Next(9) switch
        {
            0 => signature.ToLowerInvariant(),
            1 => signature.TrimEnd('='),
            2 => signature + "=",
            3 => " " + signature,
            4 => signature.Insert(place, "\n"),
            5 => signature[..place],
            6 => signature.Replace('+', '-').Replace('/', '_') + (signature.Contains('+', StringComparison.Ordinal) || signature.Contains('/', StringComparison.Ordinal) ? string.Empty : "\0"),

            // The last letter before the padding holds two bits that a lax decoder drops.
            7 => signature[..^2] + (char)(signature[^2] ^ 1) + "=",
            _ => signature[..place] + (char)(signature[place] ^ (1 << random.Next(16))) + signature[(place + 1)..],
        };
    }

    private static bool IsNothing(WebhookReading reading, WebhookVerdict verdict) =>
        reading.Verdict == verdict && reading.Records.Count == 0 && reading.Reason.Length > 0 && reading is { DeliveryKey.Length: 0, ForgottenKeys.Count: 0 };

    private static bool IsSane(WebhookReading reading, string topic)
    {
        SourceRecord record = reading.Records.Single();
        string id = record.Id;
        bool named = id.Length is > 0 and <= 19 && id.All(char.IsAsciiDigit) && id[0] != '0';
        bool keyed = reading.DeliveryKey.StartsWith(topic + ":", StringComparison.Ordinal) && reading.DeliveryKey.Length <= 255 && reading.ForgottenKeys.Count <= 1;
        return named && keyed && topic.StartsWith(reading.Kind, StringComparison.Ordinal) && (record.Raw.IsEmpty || IsParsedOrRefused(reading.Kind, record));
    }

    /// <summary>What is taken in is later parsed; there as here bad input is an answer and no crash.</summary>
    private static bool IsParsedOrRefused(string kind, SourceRecord record)
    {
        try
        {
            string parsed = kind switch
            {
                _ when kind == Order.Kind => OrderParser.Parse(record.Raw).Id,
                _ when kind == Product.Kind => ProductParser.Parse(record.Raw).Id,
                _ => CustomerParser.Parse(record.Raw).Id,
            };
            return parsed == record.Id;
        }
        catch (RecordFormatException refused)
        {
            return refused.Message.Length > 0;
        }
    }

    private static WebhookReading Read(IReadOnlyDictionary<string, string> headers, byte[] body, string secret) =>
        Reader.Read(Connection, CredentialSet.Of((WooCommerceCredentials.WebhookSecret, secret)), new WebhookDelivery(headers, body, Now));

    private static string Sign(byte[] body, string secret) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
