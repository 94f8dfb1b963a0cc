using SyncKit.Testing.QuickBooks;

namespace SyncKit.AspNetCore.Tests.Connecting;

public sealed class ConnectAccessTests
{
    [Fact]
    public async Task Only_a_user_of_the_tenant_may_begin_and_disconnect()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        host.Intuit.AddCompany();
        using Browser nobody = host.Open(null);
        using Browser stranger = host.Open("eve@other");
        object body = new { tenant = "acme", name = "books" };

        (await host.StartQuickBooksAsync(nobody)).Status.Should().Be(401);
        (await host.StartQuickBooksAsync(stranger)).Status.Should().Be(403);
        (await nobody.PostAsync("/connect/quickbooks/disconnect", body)).Status.Should().Be(401);
        (await stranger.PostAsync("/connect/quickbooks/disconnect", body)).Status.Should().Be(403);
        (await stranger.GoAsync("/connect/quickbooks/start?tenant=not%20a%20name&name=books")).Status.Should().Be(403);
    }

    [Fact]
    public async Task A_user_of_all_tenants_may_begin()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        host.Intuit.AddCompany();
        using Browser root = host.Open("root@*");
        (await host.StartQuickBooksAsync(root)).Status.Should().Be(302);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    public async Task A_page_of_another_site_cannot_disconnect(string type)
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        using Browser browser = host.Open();
        (await browser.PostAsync("/connect/quickbooks/disconnect", """{"tenant":"acme","name":"books"}""", type)).Status.Should().Be(400);
    }

    [Fact]
    public async Task One_address_cannot_call_without_end()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        using Browser browser = host.Open(null);
        List<int> answers = [];
        while (answers.Count < 300 && !answers.Contains(429))
        {
            answers.Add((await browser.GoAsync("/connect/quickbooks/callback?state=x")).Status);
        }

        answers[^1].Should().Be(429);
        answers.Count.Should().Be(201, "200 at once are let pass");
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_disconnected()
    {
        await using ConnectHost host = await ConnectHost.StartAsync();
        using Browser browser = host.Open();
        (await browser.PostAsync("/connect/quickbooks/disconnect", new { tenant = "acme", name = "books" })).Status.Should().Be(404);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://app.example.evil.example/")]
    [InlineData("https://app.example@evil.example/")]
    [InlineData("http://app.example/")]
    public async Task Nobody_is_led_to_an_address_that_the_host_did_not_name(string address)
    {
        await using ConnectHost host = await ConnectHost.StartAsync(options => options.ReturnOrigins.Add("https://app.example"));
        using Browser browser = host.Open();
        Page page = await host.StartQuickBooksAsync(browser, $"&return={Uri.EscapeDataString(address)}");
        page.Status.Should().Be(400);
        page.Location.Should().BeNull();
        page.Text.Should().NotContain("evil");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/settings?tab=books#top")]
    [InlineData("https://app.example/settings")]
    public async Task A_path_of_the_host_and_a_named_origin_are_led_to(string address)
    {
        await using ConnectHost host = await ConnectHost.StartAsync(options => options.ReturnOrigins.Add("https://app.example"));
        host.Intuit.AddCompany();
        using Browser browser = host.Open();
        Page page = await browser.FollowAsync(await host.StartQuickBooksAsync(browser, $"&return={Uri.EscapeDataString(address)}"));
        page.Text.Should().Contain($"href=\"{address}\"");
    }

    [Fact]
    public async Task The_public_address_is_what_Intuit_is_told_and_the_cookie_is_then_for_https()
    {
        await using ConnectHost host = await ConnectHost.StartAsync(options => options.PublicAddress = new Uri("https://sync.example/app/"));
        host.Intuit.AddCompany();
        using Browser browser = host.Open();
        Page start = await host.StartQuickBooksAsync(browser);
        start.Location!.Query.Should().Contain(Uri.EscapeDataString("https://sync.example/app/connect/quickbooks/callback"));
    }

    [Fact]
    public async Task An_address_that_Intuit_would_not_take_is_refused_at_once()
    {
        await using ConnectHost host = await ConnectHost.StartAsync(options => options.PublicAddress = new Uri("http://sync.example"));
        using Browser browser = host.Open();
        Page page = await host.StartQuickBooksAsync(browser);
        page.Status.Should().Be(400);
        page.Text.Should().Contain("https addresses only");
    }
}
