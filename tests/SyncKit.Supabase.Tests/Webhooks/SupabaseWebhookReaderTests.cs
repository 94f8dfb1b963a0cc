using System.Text;
using CsCheck;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Fixtures;
using SyncKit.Supabase.Webhooks;
using SyncKit.Webhooks;

namespace SyncKit.Supabase.Tests.Webhooks;

public sealed class SupabaseWebhookReaderTests
{
    private const string Secret = "wh-secret-0123456789abcdef";
    private const string Insert = """{"type":"INSERT","table":"orders","schema":"public","record":{"id":17,"number":"A-1","total":12.5},"old_record":null}""";
    private const string Update = """{"type":"UPDATE","table":"orders","schema":"public","record":{"id":17,"number":"A-1"},"old_record":{"id":17,"number":"A-0"}}""";
    private const string Delete = """{"type":"DELETE","table":"orders","schema":"public","record":null,"old_record":{"id":17,"number":"A-1"}}""";
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 10, 0, 0, TimeSpan.Zero);
    private static readonly CredentialSet Secrets = CredentialSet.Of((SupabaseCredentials.WebhookSecret, Secret));
    private static readonly Connection Connection = With("""
        {"url":"https://abc.supabase.co","webhookTables":{"orders":{"kind":"order","keyColumn":"number"},"products":{"kind":"product"},"crm.people":{"kind":"customer","keyColumn":"id"}}}
        """);

    private readonly SupabaseWebhookReader reader = new();

    [Theory]
    [InlineData(Insert)]
    [InlineData(Update)]
    [InlineData(Delete)]
    public void A_changed_row_triggers_the_reading_of_its_kind_and_names_its_record(string body)
    {
        WebhookReading reading = Deliver(body, Secret);

        (reading.Verdict, reading.Kind, reading.TriggersDiscovery).Should().Be((WebhookVerdict.Accepted, "order", true));
        reading.Records.Should().ContainSingle().Which.Should().Match<SourceRecord>(record =>
            record.Id == "A-1" && record.Raw.IsEmpty && !record.IsDeleted && record.ModifiedAt == Now);
    }

    [Fact]
    public void Two_like_updates_are_two_deliveries_and_none_is_taken_for_a_replay()
    {
        Deliver(Update, Secret).DeliveryKey.Should().BeEmpty();
        Deliver(Update, Secret).ForgottenKeys.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"type":"INSERT","table":"products","schema":"public","record":{"id":1},"old_record":null}""", "product", null)]
    [InlineData("""{"type":"INSERT","table":"people","schema":"crm","record":{"id":42},"old_record":null}""", "customer", "42")]
    [InlineData("""{"type":"INSERT","table":"people","schema":"crm","record":{"id":null},"old_record":null}""", "customer", null)]
    [InlineData("""{"type":"INSERT","table":"people","schema":"crm","record":{"id":{"a":1}},"old_record":null}""", "customer", null)]
    [InlineData("""{"type":"INSERT","table":"people","schema":"crm","record":{"id":"a\u0007b"},"old_record":null}""", "customer", null)]
    [InlineData("""{"type":"INSERT","table":"people","schema":"crm","record":"toast","old_record":null}""", "customer", null)]
    [InlineData("""{"type":"UPDATE","table":"people","schema":"crm"}""", "customer", null)]
    public void Without_a_usable_key_the_stream_is_read_all_the_same(string body, string kind, string? id)
    {
        WebhookReading reading = Deliver(body, Secret);

        (reading.Verdict, reading.Kind, reading.TriggersDiscovery).Should().Be((WebhookVerdict.Accepted, kind, true));
        reading.Records.Select(record => record.Id).Should().Equal(id is null ? [] : [id]);
    }

    [Theory]
    [InlineData("""{"type":"INSERT","table":"people","schema":"public","record":{"id":1}}""")]
    [InlineData("""{"type":"INSERT","table":"orders","schema":"audit","record":{"id":1}}""")]
    [InlineData("""{"type":"TRUNCATE","table":"orders","schema":"public"}""")]
    public void What_no_setting_speaks_of_is_ignored(string body) => Deliver(body, Secret).Verdict.Should().Be(WebhookVerdict.Ignored);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"type":"INSERT","table":"orders"}""")]
    [InlineData("""{"type":5,"table":"orders","schema":"public"}""")]
    [InlineData("{\"type\":\"\\ud800\",\"table\":\"orders\",\"schema\":\"public\"}")]
    public void A_genuine_body_that_is_none_is_malformed(string body) => Deliver(body, Secret).Verdict.Should().Be(WebhookVerdict.Malformed);

    [Fact]
    public void Both_the_present_and_the_previous_secret_are_accepted_and_no_third()
    {
        CredentialSet two = CredentialSet.Of((SupabaseCredentials.WebhookSecret, "new"), (SupabaseCredentials.PreviousWebhookSecret, "old"));

        Deliver(Insert, "new", two).Verdict.Should().Be(WebhookVerdict.Accepted);
        Deliver(Insert, "old", two).Verdict.Should().Be(WebhookVerdict.Accepted);
        Deliver(Insert, "older", two).Verdict.Should().Be(WebhookVerdict.Forged);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("wh-secret-0123456789abcdeF")]
    [InlineData(" wh-secret-0123456789abcdef")]
    [InlineData("wh-secret-0123456789abcdef,wh-secret-0123456789abcdef")]
    public void Without_the_very_secret_a_delivery_is_forged(string? given) => Deliver(Insert, given).Verdict.Should().Be(WebhookVerdict.Forged);

    [Fact]
    public void Where_no_secret_is_stored_everything_is_forged()
    {
        Deliver(Insert, string.Empty, CredentialSet.Of()).Verdict.Should().Be(WebhookVerdict.Forged);
        Deliver(Insert, null, CredentialSet.Of()).Verdict.Should().Be(WebhookVerdict.Forged);
    }

    [Fact]
    public void Settings_that_cannot_be_read_ignore_what_is_genuine()
    {
        reader.Read(With("[]"), Secrets, Delivery(Encoding.UTF8.GetBytes(Insert), Secret)).Verdict.Should().Be(WebhookVerdict.Ignored);
        reader.Read(With("""{"url":"https://abc.supabase.co"}"""), Secrets, Delivery(Encoding.UTF8.GetBytes(Insert), Secret)).Verdict.Should().Be(WebhookVerdict.Ignored);
    }

    [Fact]
    public void No_changed_secret_verifies() => Gen.Int.Sample(
        seed =>
        {
            string given = Encoding.Latin1.GetString(Mutation.Of(Encoding.ASCII.GetBytes(Secret), new Random(seed)));
            return (Deliver(Insert, given).Verdict == WebhookVerdict.Forged) == (given != Secret);
        },
        iter: ExtendedRun.Times(10_000, 500_000),
        time: -1);

    [Fact]
    public void Nothing_that_brings_the_secret_makes_the_reader_fail() => Gen.Int.Sample(
        seed =>
        {
            Random random = new(seed);
            byte[] body = Mutation.Of(Encoding.UTF8.GetBytes(random.Next(3) switch { 0 => Insert, 1 => Update, _ => Delete }), random);
            WebhookReading reading = reader.Read(Connection, Secrets, Delivery(body, Secret));
            return reading.Verdict switch
            {
                WebhookVerdict.Accepted => reading.TriggersDiscovery && reading.Kind.Length > 0
                    && reading.Records.All(record => record is { Id.Length: > 0 and <= 200, Raw.IsEmpty: true } && !record.Id.Any(char.IsControl)),
                WebhookVerdict.Ignored or WebhookVerdict.Malformed => reading.Records.Count == 0 && !reading.TriggersDiscovery && reading.Reason.Length > 0,
                _ => false,
            };
        },
        iter: ExtendedRun.Times(20_000, 1_000_000),
        time: -1);

    private static Connection With(string settings) => new()
    {
        Id = new ConnectionId(new TenantId("acme"), "supabase", "main"),
        Settings = new ConnectionSettings(settings),
    };

    private static WebhookDelivery Delivery(byte[] body, string? secret)
    {
        Dictionary<string, string> headers = new() { ["Content-Type"] = "application/json" };
        if (secret is not null)
        {
            headers["X-SyncKit-Secret"] = secret;
        }

        return new WebhookDelivery(headers, body, Now);
    }

    private WebhookReading Deliver(string body, string? secret, CredentialSet? secrets = null) =>
        reader.Read(Connection, secrets ?? Secrets, Delivery(Encoding.UTF8.GetBytes(body), secret));
}
