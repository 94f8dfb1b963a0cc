using SyncKit.Credentials;
using SyncKit.WooCommerce.Authentication;

namespace SyncKit.WooCommerce.Tests.Authentication;

public sealed class OAuthSignatureTests
{
    private static readonly ApiKey Key = new(new Secret("ck_" + new string('1', 40)), new Secret("cs_" + new string('1', 40)), 1);

    [Fact]
    public void Signs_as_a_real_store_accepted_it()
    {
        Uri signed = OAuthSignature.Sign(
            "GET",
            new Uri("http://127.0.0.1:8081/wp-json/wc/v3/orders?per_page=1&_fields=id%2Cstatus"),
            Key,
            "415ca176d9a6098d389430c3f1692294",
            DateTimeOffset.FromUnixTimeSeconds(1795368709));

        signed.Query.Should().EndWith("&oauth_signature=ZbpOWK7aRER5tAZyT%2FfXoNqTe4AF40kbUUVW%2FE%2FKF%2FA%3D");
        signed.Query.Should().Contain("_fields=id%2Cstatus").And.Contain("oauth_timestamp=1795368709");
    }

    [Fact]
    public async Task Every_attempt_has_its_own_nonce_and_leaves_the_request_as_it_was()
    {
        List<string> sent = [];
        int nonce = 0;
        using StubHandler inner = new(request => sent.Add(request.RequestUri!.Query));
        using SigningHandler handler = new(TimeProvider.System, () => $"n{++nonce}") { InnerHandler = inner };
        using HttpMessageInvoker invoker = new(handler);
        Uri address = new("http://127.0.0.1/wp-json/wc/v3/orders?page=1");
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        SigningHandler.Give(request, Key);

        await invoker.SendAsync(request, TestContext.Current.CancellationToken);
        await invoker.SendAsync(request, TestContext.Current.CancellationToken);

        sent.Should().HaveCount(2).And.OnlyHaveUniqueItems();
        sent[0].Should().Contain("oauth_nonce=n1");
        sent[1].Should().Contain("oauth_nonce=n2").And.NotContain("oauth_nonce=n1");
        request.RequestUri.Should().Be(address);
    }

    [Fact]
    public async Task Over_https_the_key_goes_in_the_header_and_not_in_the_address()
    {
        HttpRequestMessage? sent = null;
        using StubHandler inner = new(request => sent = request);
        using SigningHandler handler = new(TimeProvider.System, () => "n") { InnerHandler = inner };
        using HttpMessageInvoker invoker = new(handler);
        using HttpRequestMessage request = new(HttpMethod.Get, "https://store.example/wp-json/wc/v3/orders?page=1");
        SigningHandler.Give(request, Key);

        await invoker.SendAsync(request, TestContext.Current.CancellationToken);

        sent!.Headers.Authorization!.Scheme.Should().Be("Basic");
        Convert.FromBase64String(sent.Headers.Authorization.Parameter!).Should().Equal(
            System.Text.Encoding.ASCII.GetBytes(Key.Key.Reveal() + ":" + Key.Secret.Reveal()));
        sent.RequestUri!.Query.Should().Be("?page=1");
    }

    private sealed class StubHandler(Action<HttpRequestMessage> see) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            see(request);
            return Task.FromResult(new HttpResponseMessage());
        }
    }
}
