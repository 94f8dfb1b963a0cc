using SyncKit.WooCommerce.Authentication;

namespace SyncKit.WooCommerce.Tests.Authentication;

public sealed class StoreAddressTests
{
    [Theory]
    [InlineData("https://shop.example", false, "https://shop.example/wp-json/wc/v3/")]
    [InlineData(" https://shop.example/store/ ", false, "https://shop.example/store/wp-json/wc/v3/")]
    [InlineData("https://shop.example:8443", false, "https://shop.example:8443/wp-json/wc/v3/")]
    [InlineData("http://127.0.0.1:5000", false, "http://127.0.0.1:5000/wp-json/wc/v3/")]
    [InlineData("http://localhost", false, "http://localhost/wp-json/wc/v3/")]
    [InlineData("http://[::1]:81", false, "http://[::1]:81/wp-json/wc/v3/")]
    [InlineData("http://shop.example", true, "http://shop.example/wp-json/wc/v3/")]
    public void An_address_that_can_be_used_leads_to_the_api(string url, bool allowHttp, string api)
    {
        StoreAddress.TryRead(new WooCommerceSettings { StoreUrl = url, AllowHttp = allowHttp }, out StoreAddress? address, out string problem).Should().BeTrue(problem);

        address!.Api.AbsoluteUri.Should().Be(api);
    }

    [Theory]
    [InlineData("http://shop.example")]
    [InlineData("http://127.0.0.1.shop.example")]
    [InlineData("http://localhost.shop.example")]
    [InlineData("ftp://shop.example")]
    [InlineData("/shop")]
    [InlineData("")]
    [InlineData("https://a:b@shop.example")]
    [InlineData("https://shop.example#x")]
    public void An_address_that_cannot_be_used_is_refused_with_a_sentence(string url)
    {
        StoreAddress.TryRead(new WooCommerceSettings { StoreUrl = url }, out _, out string problem).Should().BeFalse();

        problem.Should().StartWith("storeUrl ").And.EndWith(".");
    }
}
