using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.Testing.Tests.WooCommerce;

public sealed class ListingTests
{
    [Fact]
    public async Task Lists_a_page_with_its_paging_headers()
    {
        await using WooCommerceSimulator simulator = await WooCommerceSimulator.StartAsync(new WooCommerceSimulatorOptions { AllowBasicOverHttp = true }, TestContext.Current.CancellationToken);
        simulator.Store.SeedUniform(25);
        using HttpClient client = new() { BaseAddress = simulator.StoreUrl };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(simulator.ConsumerKey + ":" + simulator.ConsumerSecret)));
        using HttpResponseMessage response = await client.GetAsync("wp-json/wc/v3/orders?per_page=10&page=2&orderby=modified&order=asc", TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.Should().Be(System.Net.HttpStatusCode.OK, text);
        response.Headers.GetValues("X-WP-Total").Should().Equal("25");
        response.Headers.GetValues("X-WP-TotalPages").Should().Equal("3");
        JsonNode.Parse(text)!.AsArray().Should().HaveCount(10);
    }
}
