using System.Net;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Credentials;
using SyncKit.Faults;
using SyncKit.Testing.Faults;
using SyncKit.Testing.WooCommerce;
using SyncKit.Webhooks;

namespace SyncKit.WooCommerce.Tests.Webhooks;

public sealed class WebhookRegistrarTests
{
    private const string Secret = "the-connection-s-webhook-secret";
    private static readonly string[] OrderTopics = ["order.created", "order.updated", "order.deleted", "order.restored"];
    private static readonly Uri Url = new("https://sync.example/webhooks/woocommerce/7hT0k3n");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_missing_is_made_once_under_the_stored_secret()
    {
        await using ConnectedStore store = await StartAsync();

        WebhookRepair first = await store.Registrar.EnsureAsync(store.Connection, Url, Token);
        WebhookRepair second = await store.Registrar.EnsureAsync(store.Connection, Url, Token);

        first.Webhooks.Should().OnlyContain(each => each.Action == WebhookAction.Created && each.Reason.Contains("no webhook"));
        first.Webhooks.Select(each => each.Webhook.Topic).Should().Equal(OrderTopics);
        (first.HasChanged, second.HasChanged).Should().Be((true, false));
        second.Webhooks.Should().OnlyContain(each => each.Action == WebhookAction.Kept);
        first.Findings.Should().BeEmpty();
        store.Store.Webhooks.Registered.Should().HaveCount(4).And.OnlyContain(webhook =>
            webhook.Secret == Secret && webhook.DeliveryUrl == Url && webhook.Active && webhook.Name == $"SyncKit {webhook.Topic} (acme/woocommerce/main)");
    }

    [Fact]
    public async Task A_webhook_that_the_store_switched_off_is_made_anew_and_delivers_after_a_failure()
    {
        await using ConnectedStore store = await StartAsync();
        await store.Registrar.EnsureAsync(store.Connection, Url, Token);
        long order = store.Store.AddOrder(ConnectedStore.NewOrder());
        using HttpClient failing = new(new Answers(HttpStatusCode.InternalServerError));
        for (int i = 0; i < 7; i++)
        {
            store.Store.UpdateOrder(order, _ => { });
            await store.Store.Webhooks.DeliverAsync(failing, cancellationToken: Token);
        }

        StoreWebhook disabled = store.Store.Webhooks.Registered.Should().ContainSingle(webhook => webhook.Status == "disabled").Subject;
        WebhookRepair repair = await store.Registrar.EnsureAsync(store.Connection, Url, Token);

        RepairedWebhook replaced = repair.Webhooks.Should().ContainSingle(each => each.Action == WebhookAction.Replaced).Subject;
        replaced.Reason.Should().Contain("switched off");
        replaced.Webhook.Id.Should().NotBe(disabled.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        store.Store.Webhooks.Registered.Should().NotContain(disabled).And.HaveCount(4).And.OnlyContain(webhook => webhook.Active);
        store.Store.UpdateOrder(order, _ => { });
        await store.Store.Webhooks.DeliverAsync(failing, cancellationToken: Token);
        store.Store.Webhooks.Registered.Should().OnlyContain(webhook => webhook.Active, "the new one counts from zero");
    }

    [Fact]
    public async Task A_disabled_webhook_beside_one_that_delivers_is_only_taken_away()
    {
        await using ConnectedStore store = await StartAsync();
        await store.Registrar.EnsureAsync(store.Connection, Url, Token);
        StoreWebhook copy = store.Store.Webhooks.Register("order.updated", Url, Secret);
        await PutAsync(store, 2, """{"status":"disabled"}""");

        WebhookRepair repair = await store.Registrar.EnsureAsync(store.Connection, Url, Token);

        repair.Webhooks.Where(each => each.Webhook.Topic == "order.updated").Select(each => each.Action)
            .Should().Equal(WebhookAction.Corrected, WebhookAction.Removed);
        store.Store.Webhooks.Registered.Where(webhook => webhook.Topic == "order.updated").Should().Equal(copy);
    }

    [Fact]
    public async Task Doubles_are_taken_away_and_what_is_not_ours_is_left_alone()
    {
        await using ConnectedStore store = await StartAsync();
        StoreWebhook foreign = store.Store.Webhooks.Register("order.updated", new Uri("https://erp.example/hook"), "theirs");
        StoreWebhook alike = store.Store.Webhooks.Register("order.updated", new Uri("https://other.example/hook"), "theirs");
        await PutAsync(store, alike.Id, """{"name":"SyncKit order.updated (other/woocommerce/main)"}""");
        store.Store.Webhooks.Register("order.updated", Url, Secret);
        store.Store.Webhooks.Register("order.updated", Url, Secret);
        store.Store.Webhooks.Register("coupon.created", Url, Secret);

        WebhookRepair repair = await store.Registrar.EnsureAsync(store.Connection, Url, Token);

        repair.Webhooks.Where(each => each.Action == WebhookAction.Removed).Select(each => each.Webhook.Topic).Should().Equal("order.updated", "coupon.created");
        store.Store.Webhooks.Registered.Should().Contain([foreign, alike]).And.HaveCount(6);
        (foreign.Secret, alike.Secret).Should().Be(("theirs", "theirs"));
        store.Store.Webhooks.Registered.Where(webhook => webhook.DeliveryUrl == Url).Select(webhook => webhook.Topic).Should().BeEquivalentTo(OrderTopics);
    }

    [Fact]
    public async Task After_the_address_was_changed_the_old_webhooks_are_replaced()
    {
        await using ConnectedStore store = await StartAsync();
        await store.Registrar.EnsureAsync(store.Connection, new Uri("https://sync.example/webhooks/woocommerce/0ld"), Token);

        WebhookRepair repair = await store.Registrar.EnsureAsync(store.Connection, Url, Token);

        repair.Webhooks.Should().HaveCount(4).And.OnlyContain(each => each.Action == WebhookAction.Replaced && each.Reason.Contains("another address"));
        store.Store.Webhooks.Registered.Should().HaveCount(4).And.OnlyContain(webhook => webhook.DeliveryUrl == Url);
    }

    [Fact]
    public async Task A_renamed_webhook_is_ours_by_its_address_and_a_changed_secret_is_told_to_the_store()
    {
        await using ConnectedStore store = await StartAsync();
        await store.Registrar.EnsureAsync(store.Connection, Url, Token);
        await PutAsync(store, 1, """{"name":"My webhook"}""");
        store.Credentials.Replace(Secrets(store, "the-next-secret"));

        WebhookRepair repair = await store.Registrar.EnsureAsync(store.Connection, Url, Token);

        repair.Webhooks[0].Should().Match<RepairedWebhook>(each => each.Action == WebhookAction.Corrected && each.Reason.Contains("My webhook"));
        store.Store.Webhooks.Registered.Should().OnlyContain(webhook => webhook.Secret == "the-next-secret" && webhook.Name.StartsWith("SyncKit "));
    }

    public static TheoryData<Fault> LostAnswers => [Fault.CommitThenDrop(), Fault.CommitThenFail(502), Fault.Truncate(), Fault.Html()];

    [Theory]
    [MemberData(nameof(LostAnswers), DisableDiscoveryEnumeration = true)]
    public async Task A_lost_answer_makes_no_second_webhook(Fault lost)
    {
        await using ConnectedStore store = await StartAsync();
        store.Simulator.Faults.OnCall(2, lost, static call => call.Method == "POST");

        WebhookRepair repair = await store.Registrar.EnsureAsync(store.Connection, Url, Token);

        repair.Webhooks.Should().OnlyContain(each => each.Action == WebhookAction.Created);
        store.Store.Webhooks.Registered.Select(webhook => webhook.Topic).Should().Equal(OrderTopics);
        store.Simulator.CountCalls(call => call.Method == "POST").Should().Be(4);
    }

    [Fact]
    public async Task A_making_that_was_lost_on_the_way_there_is_left_to_the_next_attempt()
    {
        await using ConnectedStore store = await StartAsync();
        store.Simulator.Faults.OnCall(1, Fault.Drop(), static call => call.Method == "POST");
        Func<Task> lost = () => store.Registrar.EnsureAsync(store.Connection, Url, Token);

        Failure failure = (await lost.Should().ThrowAsync<ConnectorException>()).Which.Failure;
        await store.Registrar.EnsureAsync(store.Connection, Url, Token);

        (failure.Kind, failure.Code).Should().Be((FailureKind.Transient, "woocommerce.webhook-uncertain"));
        store.Store.Webhooks.Registered.Select(webhook => webhook.Topic).Should().Equal(OrderTopics);
    }

    [Fact]
    public async Task A_key_without_write_permission_is_named_with_its_remedy()
    {
        await using ConnectedStore store = await StartAsync();
        StoreKey key = store.Simulator.AddKey(KeyAccess.Read);
        store.Credentials.Replace(CredentialSet.Of(
            (WooCommerceCredentials.ConsumerKey, key.ConsumerKey), (WooCommerceCredentials.ConsumerSecret, key.ConsumerSecret), (WooCommerceCredentials.WebhookSecret, Secret)));
        Func<Task> ensuring = () => store.Registrar.EnsureAsync(store.Connection, Url, Token);

        Failure failure = (await ensuring.Should().ThrowAsync<ConnectorException>()).Which.Failure;

        (failure.Kind, failure.Code).Should().Be((FailureKind.NeedsAttention, "woocommerce.permission"));
        failure.Message.Should().Contain("write permission");
        failure.Remedy.Should().Contain("Read/Write");
        store.Store.Webhooks.Registered.Should().BeEmpty();
    }

    [Fact]
    public async Task Without_a_stored_secret_nothing_is_made()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        Func<Task> ensuring = () => store.Registrar.EnsureAsync(store.Connection, Url, Token);

        (await ensuring.Should().ThrowAsync<ConnectorException>()).Which.Failure.Code.Should().Be("woocommerce.webhook-secret");
        store.Simulator.Calls.Should().Be(0);
    }

    [Theory]
    [InlineData("http://sync.example/webhooks/x")]
    [InlineData("https://user@sync.example/webhooks/x")]
    [InlineData("ftp://sync.example/webhooks/x")]
    public async Task An_address_that_everyone_could_read_on_the_way_to_is_refused(string url)
    {
        await using ConnectedStore store = await StartAsync();
        Func<Task> ensuring = () => store.Registrar.EnsureAsync(store.Connection, new Uri(url), Token);

        (await ensuring.Should().ThrowAsync<ConnectorException>()).Which.Failure.Code.Should().Be("woocommerce.delivery-url");
    }

    [Theory]
    [InlineData("https://sync.example:8443/x", "8443")]
    [InlineData("http://127.0.0.1:5000/x", "loopback")]
    public async Task An_address_that_WordPress_does_not_deliver_to_is_a_finding(string url, string words)
    {
        await using ConnectedStore store = await StartAsync();

        WebhookRepair repair = await store.Registrar.EnsureAsync(store.Connection, new Uri(url), Token);

        repair.Findings.Should().ContainSingle().Which.Should().Match<Finding>(finding => finding.Severity == FindingSeverity.Warning && finding.Message.Contains(words));
        repair.Webhooks.Should().HaveCount(4);
    }

    [Fact]
    public async Task Topics_follow_the_flows_that_take_from_the_store()
    {
        await using ConnectedStore store = await StartAsync();
        ConnectionId books = new(new TenantId("acme"), "books", "main");
        await store.Registrar.EnsureAsync(store.Connection, Url, Token);
        await store.Bindings.BindAsync(new FlowBinding("products", store.Connection.Id, books), Token);
        await store.Bindings.BindAsync(new FlowBinding("customers", new ConnectionId(new TenantId("acme"), "woocommerce", "another"), books), Token);

        WebhookRepair repair = await store.Registrar.EnsureAsync(store.Connection, Url, Token);

        store.Store.Webhooks.Registered.Select(webhook => webhook.Topic).Should().Equal("product.created", "product.updated", "product.deleted", "product.restored");
        repair.Webhooks.Where(each => each.Action == WebhookAction.Removed).Select(each => each.Webhook.Topic).Should().Equal(OrderTopics);
    }

    [Fact]
    public async Task A_setting_names_the_topics_and_an_unknown_one_is_refused()
    {
        await using ConnectedStore store = await StartAsync();
        string Settings(string topic) => $$"""{"storeUrl":"{{store.Simulator.StoreUrl}}","webhookTopics":["{{topic}}"]}""";
        store.Connection = store.Connection with { Settings = new ConnectionSettings(Settings("customer.updated")) };
        await store.Registrar.EnsureAsync(store.Connection, Url, Token);
        Connection wrong = store.Connection with { Settings = new ConnectionSettings(Settings("coupon.updated")) };
        Func<Task> ensuring = () => store.Registrar.EnsureAsync(wrong, Url, Token);

        store.Store.Webhooks.Registered.Should().ContainSingle().Which.Topic.Should().Be("customer.updated");
        (await ensuring.Should().ThrowAsync<ConnectorException>()).Which.Failure.Message.Should().Contain("coupon.updated");
    }

    [Fact]
    public async Task All_pages_are_listed_and_removing_takes_away_ours_alone()
    {
        await using ConnectedStore store = await StartAsync();
        for (int i = 0; i < 120; i++)
        {
            store.Store.Webhooks.Register("order.updated", new Uri($"https://erp.example/{i}"), "theirs");
        }

        await store.Registrar.EnsureAsync(store.Connection, Url, Token);

        (await store.Registrar.ListAsync(store.Connection, Token)).Should().HaveCount(124);
        (await store.Registrar.RemoveAsync(store.Connection, Url, Token)).Should().Be(4);
        (await store.Registrar.RemoveAsync(store.Connection, Url, Token)).Should().Be(0);
        store.Store.Webhooks.Registered.Should().HaveCount(120);
    }

    [Fact]
    public async Task A_removal_whose_answer_was_lost_goes_on_from_there()
    {
        await using ConnectedStore store = await StartAsync();
        await store.Registrar.EnsureAsync(store.Connection, Url, Token);
        store.Simulator.Faults.OnCall(1, Fault.CommitThenFail(502), static call => call.Method == "DELETE");
        Func<Task> removing = () => store.Registrar.RemoveAsync(store.Connection, Url, Token);

        await removing.Should().ThrowAsync<ConnectorException>();
        (await store.Registrar.RemoveAsync(store.Connection, Url, Token)).Should().Be(3);
        store.Store.Webhooks.Registered.Should().BeEmpty();
    }

    [Fact]
    public async Task The_secret_is_in_no_log_line()
    {
        await using ConnectedStore store = await StartAsync();

        await store.Registrar.EnsureAsync(store.Connection, Url, Token);

        store.Log.Lines.Should().NotBeEmpty().And.NotContain(line => line.Contains(Secret) || line.Contains("7hT0k3n"));
    }

    private static async Task<ConnectedStore> StartAsync()
    {
        ConnectedStore store = await ConnectedStore.StartAsync();
        store.Credentials.Replace(Secrets(store, Secret));
        store.Store.Webhooks.Pinger = new HttpClient(new Answers(HttpStatusCode.OK));
        return store;
    }

    private static CredentialSet Secrets(ConnectedStore store, string webhookSecret) => CredentialSet.Of(
        (WooCommerceCredentials.ConsumerKey, store.Simulator.ConsumerKey),
        (WooCommerceCredentials.ConsumerSecret, store.Simulator.ConsumerSecret),
        (WooCommerceCredentials.WebhookSecret, webhookSecret));

    private static Task PutAsync(ConnectedStore store, long id, string json) => store.PutAsync($"webhooks/{id}", json);

    private sealed class Answers(HttpStatusCode status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status));
    }
}
