using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Faults;
using SyncKit.Testing.Faults;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.WooCommerce.Tests;

public sealed class FailureTests
{
    [Theory]
    [InlineData(SimulatedOutage.Maintenance, FailureKind.Transient, "woocommerce.maintenance")]
    [InlineData(SimulatedOutage.BadGateway, FailureKind.Transient, "woocommerce.unreachable")]
    [InlineData(SimulatedOutage.DatabaseDown, FailureKind.Transient, "woocommerce.store-error")]
    [InlineData(SimulatedOutage.PhpFatal, FailureKind.Transient, "woocommerce.store-error")]
    [InlineData(SimulatedOutage.PluginDeactivated, FailureKind.NeedsAttention, "woocommerce.not-found-route")]
    public async Task An_outage_says_what_it_is(SimulatedOutage outage, FailureKind kind, string code)
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        store.Simulator.Outage = outage;

        Failure failure = await store.FailAsync();

        (failure.Kind, failure.Code).Should().Be((kind, code));
        failure.Message.Should().Contain(store.Simulator.StoreUrl.Authority).And.EndWith(".").And.NotContain("/wp-includes");
        failure.Remedy.Should().EndWith(".");
    }

    [Theory]
    [InlineData(true, FailureKind.Transient, "woocommerce.credentials-locked")]
    [InlineData(false, FailureKind.NeedsAttention, "woocommerce.credentials")]
    public async Task A_key_that_does_not_open_says_whether_waiting_helps(bool isTransient, FailureKind kind, string code)
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        store.Credentials.Closed = new Credentials.CredentialException("It needs the key 'k1'.") { IsTransient = isTransient };

        Failure failure = await store.FailAsync();

        (failure.Kind, failure.Code, failure.Message).Should().Be((kind, code, "It needs the key 'k1'."));
    }

    [Fact]
    public async Task Maintenance_says_how_long_to_wait()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        store.Simulator.Outage = SimulatedOutage.Maintenance;

        (await store.FailAsync()).RetryAfter.Should().Be(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task A_page_of_html_is_transient()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        store.Simulator.Faults.Always(Fault.Html());

        Failure failure = await store.FailAsync();

        (failure.Kind, failure.Code).Should().Be((FailureKind.Transient, "woocommerce.not-json"));
    }

    [Fact]
    public async Task Half_an_answer_is_transient()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        store.Store.SeedUniform(5);
        store.Simulator.Faults.Always(Fault.Truncate());

        (await store.FailAsync()).Kind.Should().Be(FailureKind.Transient);
    }

    [Fact]
    public async Task A_throttled_store_is_over_its_limit_and_says_when_to_come_back()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        store.Simulator.Faults.Always(Fault.Throttle(TimeSpan.FromSeconds(90)));

        Failure failure = await store.FailAsync();

        (failure.Kind, failure.Code, failure.RetryAfter).Should().Be((FailureKind.RateLimited, "woocommerce.rate-limited", TimeSpan.FromSeconds(90)));
    }

    [Fact]
    public async Task An_unknown_key_a_wrong_secret_and_a_missing_permission_are_told_apart()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        StoreKey writer = store.Simulator.AddKey(KeyAccess.Write);
        async Task<Failure> With(string key, string secret)
        {
            store.Credentials.Replace(ConnectedStore.Secrets(key, secret));
            store.Time.Advance(TimeSpan.FromMinutes(6));
            return await store.FailAsync();
        }

        Failure unknown = await With("ck_nobody", "cs_nobody");
        Failure wrong = await With(store.Simulator.ConsumerKey, "cs_wrong");
        Failure denied = await With(writer.ConsumerKey, writer.ConsumerSecret);

        unknown.Should().Match<Failure>(failure => failure.Code == "woocommerce.key-rejected" && failure.Message.Contains("does not know"));
        wrong.Should().Match<Failure>(failure => failure.Code == "woocommerce.key-rejected" && failure.Message.Contains("secret"));
        denied.Should().Match<Failure>(failure => failure.Code == "woocommerce.permission" && failure.Message.Contains("read permission"));
        new[] { unknown, wrong, denied }.Should().OnlyContain(failure => failure.Kind == FailureKind.NeedsAttention);
    }

    [Fact]
    public async Task Secrets_are_read_once_and_again_after_a_refusal()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync(o => o.PageSize = 2);
        store.Store.SeedUniform(10);
        await store.ReadAsync();
        int calm = store.Credentials.Reads;
        StoreKey next = store.Simulator.AddKey(KeyAccess.Read);
        store.Simulator.RevokeKey(store.Simulator.ConsumerKey);
        store.Credentials.Replace(ConnectedStore.Secrets(next.ConsumerKey, next.ConsumerSecret));

        (List<Discovery.SourceRecord> records, _) = await store.ReadAsync();

        calm.Should().Be(1);
        records.Should().HaveCount(10);
        store.Credentials.Reads.Should().Be(2);
    }

    [Fact]
    public async Task No_secret_and_no_signature_gets_into_a_log_or_an_exception()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        store.Store.SeedUniform(1);
        await store.ReadAsync();
        List<string> texts = [];
        foreach (Fault fault in (Fault[])[Fault.Drop(), Fault.Fail(500), Fault.Html(), Fault.Truncate(), Fault.Fail(401)])
        {
            store.Simulator.Faults.Clear();
            store.Simulator.Faults.Always(fault);
            Func<Task> reading = () => store.ReadAsync();
            texts.Add((await reading.Should().ThrowAsync<ConnectorException>()).Which.ToString());
        }

        texts.AddRange(store.Log.Lines);
        texts.Should().HaveCountGreaterThan(5);
        texts.Should().NotContain(text => text.Contains("oauth", StringComparison.OrdinalIgnoreCase));
        texts.Should().NotContain(text => text.Contains(store.Simulator.ConsumerSecret) || text.Contains(store.Simulator.ConsumerKey));
    }

    [Fact]
    public async Task A_good_connection_has_no_findings()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();

        (await CheckAsync(store)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"storeUrl":"http://shop.example"}""", "allowHttp")]
    [InlineData("""{"storeUrl":"shop.example"}""", "not a web address")]
    [InlineData("""{"storeUrl":"https://user:pw@shop.example"}""", "user name")]
    [InlineData("""{"storeUrl":"https://shop.example/?a=1"}""", "query")]
    [InlineData("""{"storeUrl":5}""", "cannot be read")]
    [InlineData("{}", "storeUrl")]
    public async Task Settings_that_cannot_work_are_found_without_a_call(string settings, string words)
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync(settings: settings);

        Finding finding = (await CheckAsync(store)).Should().ContainSingle().Subject;

        finding.Severity.Should().Be(FindingSeverity.Error);
        finding.Message.Should().Contain(words).And.NotContain("pw@");
        store.Simulator.Calls.Should().Be(0);
    }

    [Fact]
    public async Task Missing_secrets_are_found()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        store.Credentials.Replace(Credentials.CredentialSet.Of((WooCommerceCredentials.ConsumerKey, "ck_1")));

        (await CheckAsync(store)).Should().ContainSingle().Which.Message.Should().Contain("consumer_secret");
    }

    [Fact]
    public async Task Webhooks_without_a_secret_are_worth_a_warning()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        store.Connection = store.Connection with
        {
            Settings = new ConnectionSettings($$"""{"storeUrl":"{{store.Simulator.StoreUrl}}","webhooks":true}"""),
        };

        (await CheckAsync(store)).Should().ContainSingle().Which.Should().Match<Finding>(
            finding => finding.Severity == FindingSeverity.Warning && finding.Setting == "webhook_secret");
    }

    [Fact]
    public async Task A_refused_key_is_found_as_an_error_of_the_key()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        store.Simulator.RevokeKey(store.Simulator.ConsumerKey);

        (await CheckAsync(store)).Should().ContainSingle().Which.Should().Match<Finding>(
            finding => finding.Severity == FindingSeverity.Error && finding.Setting == "consumer_key");
    }

    private static Task<IReadOnlyList<Finding>> CheckAsync(ConnectedStore store) =>
        store.Connector.CheckAsync(store.Connection, TestContext.Current.CancellationToken);
}
