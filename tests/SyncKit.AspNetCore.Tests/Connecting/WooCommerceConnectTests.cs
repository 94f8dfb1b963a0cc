using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Testing.WooCommerce;
using SyncKit.WooCommerce;

namespace SyncKit.AspNetCore.Tests.Connecting;

public sealed class WooCommerceConnectTests
{
    [Theory]
    [InlineData("", "read", "only reads")]
    [InlineData("&scope=read_write", "read_write", "reads and writes")]
    public async Task A_store_hands_its_key_over_and_is_connected(string more, string scope, string note)
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        using Browser browser = host.Open();

        Page start = await host.StartWooCommerceAsync(browser, more);
        Page page = await browser.FollowAsync(start);

        start.Location!.Query.Should().Contain($"scope={scope}").And.Contain("app_name=SyncKit");
        page.Status.Should().Be(200, page.Text);
        page.Text.Should().Contain($"{host.Shop.StoreUrl.Authority} is connected").And.Contain(note);
        (await host.SecretsAsync(host.Store))!.Names.Should().Equal("consumer_key", "consumer_secret");
        (await host.FindAsync(host.Store))!.Settings.Json.Should().Contain(host.Shop.StoreUrl.ToString().TrimEnd('/'));
        (await host.TrialsAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_key_does_nothing_until_the_browser_is_back()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        using Browser browser = host.Open();
        Page allowed = await browser.GoAsync((await host.StartWooCommerceAsync(browser)).Location!);

        (await host.FindAsync(host.Store)).Should().BeNull();
        (await host.SecretsAsync(host.Store)).Should().BeNull();
        (await host.TrialsAsync()).Should().Be(1);
        (await browser.GoAsync(allowed.Location!)).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_merchant_who_is_led_to_allow_it_for_somebody_else_ends_the_attempt_by_coming_back()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        using Browser attacker = host.Open("eve@acme");
        using Browser victim = host.Open(null);
        Page start = await host.StartWooCommerceAsync(attacker);

        Page allowed = await victim.GoAsync(start.Location!);
        Page back = await victim.GoAsync(allowed.Location!);
        Page reaped = await attacker.GoAsync(allowed.Location!);

        back.Status.Should().Be(400);
        back.Text.Should().Contain("take the access back where you granted it");
        reaped.Status.Should().Be(400);
        (await host.FindAsync(host.Store)).Should().BeNull();
        (await host.TrialsAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Coming_back_before_the_key_ends_the_attempt_and_the_key_is_sent_away()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        using Browser browser = host.Open();
        Page start = await host.StartWooCommerceAsync(browser);
        string state = System.Web.HttpUtility.ParseQueryString(start.Location!.Query)["user_id"]!;

        Page early = await browser.GoAsync($"/connect/woocommerce/callback?success=1&user_id={state}");
        Page late = await browser.GoAsync(start.Location!);

        early.Status.Should().Be(400);
        early.Text.Should().Contain("without having handed over a key");
        late.Status.Should().Be(401, "the store tells the merchant that the key could not be handed over, and deletes it");
        (await host.TrialsAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_second_key_for_one_attempt_is_sent_away()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        using Browser browser = host.Open();
        Page start = await host.StartWooCommerceAsync(browser);
        Page allowed = await browser.GoAsync(start.Location!);
        string state = System.Web.HttpUtility.ParseQueryString(start.Location!.Query)["user_id"]!;

        Page second = await browser.PostAsync(
            "/connect/woocommerce/keys", new { key_id = 1, user_id = state, consumer_key = "ck_evil", consumer_secret = "cs_evil", key_permissions = "read" });

        second.Status.Should().Be(403);
        (await browser.GoAsync(allowed.Location!)).Status.Should().Be(200);
        (await host.SecretsAsync(host.Store))!.Find("consumer_key")!.Reveal().Should().NotBe("ck_evil");
    }

    [Theory]
    [InlineData("""{"user_id":"0000","consumer_key":"ck_1","consumer_secret":"cs_1"}""", "application/json")]
    [InlineData("""{"consumer_key":"ck_1","consumer_secret":"cs_1"}""", "application/json")]
    [InlineData("""["ck_1"]""", "application/json")]
    [InlineData("""{"user_id":""", "application/json")]
    [InlineData("user_id=1&consumer_key=ck_1", "application/x-www-form-urlencoded")]
    public async Task Whatever_belongs_to_no_attempt_is_sent_away(string body, string type)
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        using Browser anybody = host.Open(null);
        (await anybody.PostAsync("/connect/woocommerce/keys", body, type)).Status.Should().Be(403);
    }

    [Fact]
    public async Task A_body_without_end_is_not_read_to_its_end()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        using Browser anybody = host.Open(null);
        (await anybody.PostAsync("/connect/woocommerce/keys", $$"""{"user_id":"{{new string('a', 100_000)}}"}""")).Status.Should().Be(403);
    }

    [Fact]
    public async Task A_key_that_does_not_open_the_store_that_was_asked_for_is_refused()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        using Browser browser = host.Open();
        Page start = await host.StartWooCommerceAsync(browser);
        string state = System.Web.HttpUtility.ParseQueryString(start.Location!.Query)["user_id"]!;
        await browser.PostAsync("/connect/woocommerce/keys", new { user_id = state, consumer_key = "ck_of_another", consumer_secret = "cs_of_another" });

        Page page = await browser.GoAsync($"/connect/woocommerce/callback?success=1&user_id={state}");

        page.Status.Should().Be(400);
        page.Text.Should().Contain("does not know the API key");
        (await host.FindAsync(host.Store)).Should().BeNull();
    }

    [Fact]
    public async Task Who_does_not_allow_it_is_told_so()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        host.Shop.DeniesConsent = true;
        using Browser browser = host.Open();
        Page page = await browser.FollowAsync(await host.StartWooCommerceAsync(browser));
        page.Status.Should().Be(400);
        page.Text.Should().Contain("You did not allow the access");
    }

    [Theory]
    [InlineData("ftp://shop.example", "not a web address")]
    [InlineData("http://shop.example", "write https")]
    [InlineData("https://user:pass@shop.example", "user name")]
    [InlineData("", "not said which store")]
    public async Task An_address_that_is_no_stores_is_refused_at_once(string store, string why)
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        using Browser browser = host.Open();
        Page page = await browser.GoAsync($"/connect/woocommerce/start?tenant=acme&name=store&store={Uri.EscapeDataString(store)}");
        page.Status.Should().Be(400);
        page.Text.Should().Contain(why);
    }

    [Fact]
    public async Task A_reconnected_store_keeps_its_webhook_secret()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        using Browser browser = host.Open();
        await browser.FollowAsync(await host.StartWooCommerceAsync(browser));
        ICredentialStore credentials = (ICredentialStore)host.Services.GetService(typeof(ICredentialStore))!;
        CredentialSet secrets = (await host.SecretsAsync(host.Store))!;
        string old = secrets.Find("consumer_key")!.Reveal();
        await credentials.SaveAsync(host.Store, secrets.With(WooCommerceCredentials.WebhookSecret, "whsec"), null, "test", TestContext.Current.CancellationToken);

        Page page = await browser.FollowAsync(await browser.GoAsync("/connect/woocommerce/start?tenant=acme&name=store"));

        page.Status.Should().Be(200, page.Text);
        CredentialSet after = (await host.SecretsAsync(host.Store))!;
        after.Find(WooCommerceCredentials.WebhookSecret)!.Reveal().Should().Be("whsec");
        after.Find("consumer_key")!.Reveal().Should().NotBe(old);
    }

    [Fact]
    public async Task Another_store_under_the_same_name_is_refused()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        await using WooCommerceSimulator other = await WooCommerceSimulator.StartAsync(new WooCommerceSimulatorOptions { TimeProvider = host.Time, RandomSeed = 2 }, TestContext.Current.CancellationToken);
        using Browser browser = host.Open();
        await browser.FollowAsync(await host.StartWooCommerceAsync(browser));

        Page page = await browser.FollowAsync(await browser.GoAsync($"/connect/woocommerce/start?tenant=acme&name=store&store={Uri.EscapeDataString(other.StoreUrl.ToString())}"));

        page.Status.Should().Be(400);
        page.Text.Should().Contain("belongs to the account").And.Contain("REST API", "the key that is left over has to be deleted in the store");
    }

    [Fact]
    public async Task A_disconnected_stores_merchant_is_told_to_delete_the_key()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        using Browser browser = host.Open();
        await browser.FollowAsync(await host.StartWooCommerceAsync(browser));

        Page page = await browser.PostAsync("/connect/woocommerce/disconnect", new { tenant = "acme", name = "store" });

        page.Text.Should().Contain("woocommerce.key-left");
        (await host.SecretsAsync(host.Store)).Should().BeNull();
        (await host.FindAsync(host.Store))!.Status.State.Should().Be(ConnectionState.Disabled);
    }
}
