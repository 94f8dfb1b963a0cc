using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Testing.Faults;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.AspNetCore.Tests.Connecting;

public sealed class QuickBooksConnectTests
{
    [Fact]
    public async Task A_company_is_connected_and_its_name_is_shown()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        SimulatedCompany company = host.Intuit.AddCompany(new CompanyOptions { Name = "Miller & Sons <Ltd>" });
        using Browser browser = host.Open();

        Page start = await host.StartQuickBooksAsync(browser, "&return=/done");
        Page page = await browser.FollowAsync(start);

        start.Status.Should().Be(302);
        start.Location!.ToString().Should().StartWith(host.Intuit.AuthorizeUrl.ToString()).And.Contain("scope=com.intuit.quickbooks.accounting");
        (page.Status, page.Text).Should().Be((200, page.Text));
        page.Text.Should().Contain("Miller & Sons <Ltd> is connected").And.Contain("href=\"/done\"");
        Connection connection = (await host.FindAsync(host.Books))!;
        connection.Status.State.Should().Be(ConnectionState.Connected);
        connection.Settings.Json.Should().Contain(company.RealmId);
        CredentialSet secrets = (await host.SecretsAsync(host.Books))!;
        secrets.Names.Should().Equal("access_token", "access_token_expires_at", "refresh_token", "refresh_token_expires_at", "refresh_token_hard_expires_at");
        (await host.TrialsAsync()).Should().Be(0);
        (await host.AuditAsync()).Should().Contain(entry => entry.Action == "connection.connected" && entry.Actor == "user:jane");
    }

    [Fact]
    public async Task The_pages_are_kept_by_nobody_and_run_nothing()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        host.Intuit.AddCompany();
        using Browser browser = host.Open();

        Page start = await host.StartQuickBooksAsync(browser);
        Page page = await browser.FollowAsync(start);

        start.Headers["Set-Cookie"].Should().Contain("httponly").And.Contain("samesite=lax").And.Contain("path=/connect/quickbooks").And.NotContain("secure");
        start.Headers["Cache-Control"].Should().Be("no-store");
        page.Headers["Cache-Control"].Should().Be("no-store");
        page.Headers["Referrer-Policy"].Should().Be("no-referrer");
        page.Headers["Content-Security-Policy"].Should().Contain("default-src 'none'").And.NotContain("unsafe");
        page.Text.Should().NotContain("<script");
    }

    [Fact]
    public async Task A_forged_state_is_refused_and_no_code_is_traded()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        host.Intuit.AddCompany();
        using Browser browser = host.Open();
        await host.StartQuickBooksAsync(browser);

        Page page = await browser.GoAsync($"/connect/quickbooks/callback?code=XAB1&realmId=1&state={new string('0', 64)}");

        page.Status.Should().Be(400);
        page.Text.Should().Contain("did not begin here");
        host.Intuit.Calls.Should().Be(0);
    }

    [Fact]
    public async Task A_callback_that_is_brought_to_another_browser_is_refused_and_ends_the_attempt()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        host.Intuit.AddCompany();
        using Browser attacker = host.Open();
        using Browser victim = host.Open("joe@acme");
        Page start = await host.StartQuickBooksAsync(attacker);
        Page consent = await victim.GoAsync(start.Location!);

        Page led = await victim.GoAsync(consent.Location!);
        Page back = await attacker.GoAsync(consent.Location!);

        led.Status.Should().Be(400);
        led.Text.Should().Contain("begun in another browser");
        back.Text.Should().Contain("did not begin here", "the attempt is over");
        host.Intuit.CountCalls(call => call.Path.EndsWith("/bearer", StringComparison.Ordinal)).Should().Be(0);
        (await host.FindAsync(host.Books)).Should().BeNull();
    }

    [Fact]
    public async Task A_callback_works_once()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        host.Intuit.AddCompany();
        using Browser browser = host.Open();
        Page consent = await browser.GoAsync((await host.StartQuickBooksAsync(browser)).Location!);

        Page[] pages = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => browser.GoAsync(consent.Location!)));

        pages.Count(page => page.Status == 200).Should().Be(1);
        (await browser.GoAsync(consent.Location!)).Status.Should().Be(400);
        host.Intuit.CountCalls(call => call.Path.EndsWith("/bearer", StringComparison.Ordinal)).Should().Be(1);
    }

    [Fact]
    public async Task An_attempt_ends_after_ten_minutes()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        host.Intuit.AddCompany();
        using Browser browser = host.Open();
        Page consent = await browser.GoAsync((await host.StartQuickBooksAsync(browser)).Location!);
        host.Time.Advance(TimeSpan.FromMinutes(10));

        (await browser.GoAsync(consent.Location!)).Text.Should().Contain("older than 10 minutes");
        (await host.FindAsync(host.Books)).Should().BeNull();
    }

    [Fact]
    public async Task Two_attempts_in_two_tabs_do_not_end_each_other()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        host.Intuit.AddCompany();
        using Browser browser = host.Open();
        Page first = await host.StartQuickBooksAsync(browser);
        Page second = await host.StartQuickBooksAsync(browser);

        (await browser.FollowAsync(first)).Status.Should().Be(200);
        (await browser.FollowAsync(second)).Status.Should().Be(200);
    }

    [Fact]
    public async Task Who_does_not_allow_the_access_is_told_so()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        host.Intuit.AddCompany();
        host.Intuit.DeniesConsent = true;
        using Browser browser = host.Open();

        Page page = await browser.FollowAsync(await host.StartQuickBooksAsync(browser));

        page.Status.Should().Be(400);
        page.Text.Should().Contain("You did not allow the access");
        (await host.AuditAsync()).Should().Contain(entry => entry.Action == "connect.refused" && entry.Reason == "quickbooks.denied");
    }

    [Fact]
    public async Task A_lost_answer_to_the_code_is_not_asked_for_again()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        host.Intuit.AddCompany();
        host.Intuit.Faults.OnCall(1, Fault.CommitThenDrop(), call => call.Path.EndsWith("/bearer", StringComparison.Ordinal));
        using Browser browser = host.Open();

        Page page = await browser.FollowAsync(await host.StartQuickBooksAsync(browser));

        page.Text.Should().Contain("did not arrive").And.Contain("Start again");
        host.Intuit.CountCalls(call => call.Path.EndsWith("/bearer", StringComparison.Ordinal)).Should().Be(1);
        (await host.TrialsAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Another_company_is_refused_by_name_and_its_fresh_grant_is_given_up()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        SimulatedCompany first = host.Intuit.AddCompany(new CompanyOptions { Name = "First" });
        SimulatedCompany second = host.Intuit.AddCompany(new CompanyOptions { Name = "Second" });
        using Browser browser = host.Open();
        await browser.FollowAsync(await host.StartQuickBooksAsync(browser));
        CredentialSet before = (await host.SecretsAsync(host.Books))!;
        host.Intuit.ChosenCompany = second;

        Page page = await browser.FollowAsync(await host.StartQuickBooksAsync(browser));

        page.Status.Should().Be(400);
        page.Text.Should().Contain($"belongs to the account {first.RealmId}, and you chose Second");
        host.Intuit.CountCalls(call => call.Path.EndsWith("/revoke", StringComparison.Ordinal)).Should().Be(1);
        (await host.SecretsAsync(host.Books))!.Find("refresh_token")!.Reveal().Should().Be(before.Find("refresh_token")!.Reveal());
        (await host.FindAsync(host.Books))!.Settings.Json.Should().Contain(first.RealmId);
        (await host.TrialsAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_grant_of_an_account_that_another_connection_has_is_not_given_up()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        host.Intuit.AddCompany(new CompanyOptions { Name = "First" });
        SimulatedCompany second = host.Intuit.AddCompany(new CompanyOptions { Name = "Second" });
        using Browser browser = host.Open();
        await browser.FollowAsync(await host.StartQuickBooksAsync(browser));
        host.Intuit.ChosenCompany = second;
        await browser.FollowAsync(await browser.GoAsync("/connect/quickbooks/start?tenant=acme&name=other"));

        Page page = await browser.FollowAsync(await host.StartQuickBooksAsync(browser));

        page.Status.Should().Be(400);
        host.Intuit.CountCalls(call => call.Path.EndsWith("/revoke", StringComparison.Ordinal)).Should().Be(0);
    }

    [Fact]
    public async Task A_connection_without_history_goes_over_to_another_company_when_that_is_asked_for()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        host.Intuit.AddCompany(new CompanyOptions { Name = "First" });
        SimulatedCompany second = host.Intuit.AddCompany(new CompanyOptions { Name = "Second" });
        using Browser browser = host.Open();
        await browser.FollowAsync(await host.StartQuickBooksAsync(browser));
        host.Intuit.ChosenCompany = second;

        Page page = await browser.FollowAsync(await host.StartQuickBooksAsync(browser, "&remap=1"));

        page.Text.Should().Contain("Second is connected");
        (await host.FindAsync(host.Books))!.Settings.Json.Should().Contain(second.RealmId);
    }

    [Fact]
    public async Task The_same_company_is_connected_again_and_its_settings_stay()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        SimulatedCompany company = host.Intuit.AddCompany();
        using Browser browser = host.Open();
        await browser.FollowAsync(await host.StartQuickBooksAsync(browser));
        await host.Connections.SaveAsync(host.Books, $$"""{"realmId":"{{company.RealmId}}","storeName":"Main"}""", TestContext.Current.CancellationToken);
        ConnectionStatus broken = new(ConnectionState.NeedsAttention, "quickbooks.reconnect", "Connect again.", host.Time.GetUtcNow());
        await host.Connections.MarkAsync(host.Books, broken, TestContext.Current.CancellationToken);
        string before = (await host.SecretsAsync(host.Books))!.Find("refresh_token")!.Reveal();

        Page page = await browser.FollowAsync(await host.StartQuickBooksAsync(browser));

        page.Status.Should().Be(200);
        Connection connection = (await host.FindAsync(host.Books))!;
        connection.Status.State.Should().Be(ConnectionState.Connected);
        connection.Settings.Json.Should().Contain("storeName");
        (await host.SecretsAsync(host.Books))!.Find("refresh_token")!.Reveal().Should().NotBe(before);
    }

    [Fact]
    public async Task A_disconnected_company_is_revoked_forgotten_and_can_be_connected_again()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        host.Intuit.AddCompany();
        using Browser browser = host.Open();
        await browser.FollowAsync(await host.StartQuickBooksAsync(browser));

        Page page = await browser.PostAsync("/connect/quickbooks/disconnect", new { tenant = "acme", name = "books" });

        page.Status.Should().Be(200);
        page.Text.Should().Contain("\"state\":\"disconnected\"").And.Contain("\"code\":\"\"");
        host.Intuit.CountCalls(call => call.Path.EndsWith("/revoke", StringComparison.Ordinal)).Should().Be(1);
        (await host.SecretsAsync(host.Books)).Should().BeNull();
        (await host.FindAsync(host.Books))!.Status.Should().BeEquivalentTo(new { State = ConnectionState.Disabled, Code = "disconnected" });
        (await browser.FollowAsync(await host.StartQuickBooksAsync(browser))).Status.Should().Be(200);
        (await host.FindAsync(host.Books))!.Status.State.Should().Be(ConnectionState.Connected);
    }

    [Fact]
    public async Task A_company_is_disconnected_though_Intuit_cannot_be_told_and_the_person_is()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        host.Intuit.AddCompany();
        using Browser browser = host.Open();
        await browser.FollowAsync(await host.StartQuickBooksAsync(browser));
        host.Intuit.Faults.Always(Fault.Fail(503), call => call.Path.EndsWith("/revoke", StringComparison.Ordinal));

        Page page = await browser.PostAsync("/connect/quickbooks/disconnect", new { tenant = "acme", name = "books" });

        page.Text.Should().Contain("quickbooks.not-revoked").And.Contain("My apps");
        (await host.SecretsAsync(host.Books)).Should().BeNull();
    }
}
