using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.Fixtures;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace SyncKit.WooCommerce.Tests;

/// <summary>What answers on the wire mean that a simulated store does not give.</summary>
public sealed class AnswerTests
{
    [Theory]
    [InlineData(401, "errors/bad-key.json", "woocommerce.key-rejected", FailureKind.NeedsAttention)]
    [InlineData(401, "errors/bad-secret.json", "woocommerce.key-rejected", FailureKind.NeedsAttention)]
    [InlineData(400, "errors/invalid-status.json", "woocommerce.request-refused", FailureKind.Permanent)]
    [InlineData(404, "errors/unknown-route.json", "woocommerce.not-found-route", FailureKind.NeedsAttention)]
    [InlineData(404, "errors/order-unknown.json", "woocommerce.not-found-route", FailureKind.NeedsAttention)]
    public async Task A_recorded_refusal_is_recognised(int status, string recorded, string code, FailureKind kind) =>
        await Expect(Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithBody(RecordedTraffic.Read(recorded)), code, kind);

    [Theory]
    [InlineData("Invalid timestamp.", "woocommerce.clock", FailureKind.NeedsAttention)]
    [InlineData("Invalid nonce - nonce has already been used.", "woocommerce.nonce", FailureKind.Transient)]
    [InlineData("Invalid signature - provided signature does not match.", "woocommerce.key-rejected", FailureKind.NeedsAttention)]
    [InlineData("The API key provided does not have read permissions.", "woocommerce.permission", FailureKind.NeedsAttention)]
    [InlineData("Das Consumer-Geheimnis ist ung\u00fcltig.", "woocommerce.key-rejected", FailureKind.NeedsAttention)]
    public async Task The_troubles_behind_one_code_are_told_apart(string message, string code, FailureKind kind) =>
        await Expect(
            Response.Create().WithStatusCode(401).WithBody($$$"""{"code":"woocommerce_rest_authentication_error","message":"{{{message}}}","data":{"status":401}}"""),
            code,
            kind);

    [Theory]
    [InlineData(200, "", "woocommerce.not-json", FailureKind.Transient)]
    [InlineData(200, "{\"id\":1}", "woocommerce.not-json", FailureKind.Transient)]
    [InlineData(200, "[{\"id\":1,,}]", "woocommerce.not-json", FailureKind.Transient)]
    [InlineData(200, "<html>Checking your browser</html>", "woocommerce.not-json", FailureKind.Transient)]
    [InlineData(401, "<html>Authorization Required</html>", "woocommerce.key-rejected", FailureKind.NeedsAttention)]
    [InlineData(403, "<html>Access denied</html>", "woocommerce.blocked", FailureKind.Transient)]
    [InlineData(403, "{\"code\":\"rest_forbidden\",\"message\":\"Sorry.\"}", "woocommerce.permission", FailureKind.NeedsAttention)]
    [InlineData(404, "<html>Not found</html>", "woocommerce.not-found-route", FailureKind.NeedsAttention)]
    [InlineData(418, "no", "woocommerce.request-refused", FailureKind.Permanent)]
    [InlineData(504, "<html>Gateway</html>", "woocommerce.unreachable", FailureKind.Transient)]
    public async Task An_answer_of_another_shape_has_its_meaning(int status, string body, string code, FailureKind kind) =>
        await Expect(Response.Create().WithStatusCode(status).WithBody(body), code, kind);

    [Fact]
    public async Task A_redirection_names_where_the_store_is_and_not_what_was_asked()
    {
        Failure failure = await Expect(
            Response.Create().WithStatusCode(301).WithHeader("Location", "https://www.shop.example/wp-json/wc/v3/orders?oauth_signature=abc"),
            "woocommerce.redirected",
            FailureKind.NeedsAttention);

        failure.Remedy.Should().Contain("https://www.shop.example").And.NotContain("oauth");
    }

    [Fact]
    public async Task A_store_at_an_address_that_is_not_public_is_not_called_unless_the_host_allows_it()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync(options => options.AllowPrivateAddresses = false);

        Failure failure = await store.FailAsync();

        (failure.Kind, failure.Code).Should().Be((FailureKind.NeedsAttention, "woocommerce.private-address"));
        failure.Remedy.Should().Contain("AllowPrivateAddresses");
        store.Simulator.Calls.Should().Be(0);
    }

    [Fact]
    public async Task Nobody_at_the_address_is_transient()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        string gone = store.Simulator.StoreUrl.ToString();
        await store.Simulator.DisposeAsync();

        Failure failure = await store.FailAsync();

        (failure.Kind, failure.Code).Should().Be((FailureKind.Transient, "woocommerce.unreachable"));
        failure.Message.Should().Contain(new Uri(gone).Authority);
    }

    private static async Task<Failure> Expect(IResponseBuilder answer, string code, FailureKind kind)
    {
        using WireMockServer server = WireMockServer.Start();
        server.Given(Request.Create().UsingGet()).RespondWith(answer);
        await using ConnectedStore store = await ConnectedStore.StartAsync(settings: $$"""{"storeUrl":"{{server.Url}}"}""");

        Failure failure = await store.FailAsync();

        (failure.Code, failure.Kind).Should().Be((code, kind), failure.Message);
        failure.Message.Should().EndWith(".").And.NotContain("<");
        return failure;
    }
}
