using FluentAssertions;
using SyncKit.Connections;
using SyncKit.Webhooks;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>An address leads to one connection until it is revoked, at once and for good.</summary>
public abstract class EndpointSuite : StorageSuite
{
    [Fact]
    public async Task Finds_a_live_endpoint_by_its_exact_id()
    {
        WebhookEndpoint endpoint = Endpoint("Abc") with { DeliveryUrl = new Uri("https://host.example/webhooks/Abc") };
        await Storage.Endpoints.SaveAsync(endpoint, Token);
        await Storage.ReopenAsync();

        (await Storage.Endpoints.FindAsync("Abc", Token)).Should().Be(endpoint);
        (await Storage.Endpoints.FindAsync("abc", Token)).Should().BeNull();
        (await Storage.Endpoints.FindAsync("Ab", Token)).Should().BeNull();
    }

    [Fact]
    public async Task A_revoked_endpoint_is_found_no_more_and_stays_revoked()
    {
        await Storage.Endpoints.SaveAsync(Endpoint("a"), Token);

        (await Storage.Endpoints.RevokeAsync(Acme.Shop, "a", Now, Token)).Should().BeTrue();
        (await Storage.Endpoints.RevokeAsync(Acme.Shop, "a", Now, Token)).Should().BeFalse();
        await Storage.Endpoints.SaveAsync(Endpoint("a"), Token);
        (await Storage.Endpoints.FindAsync("a", Token)).Should().BeNull();
        (await Storage.Endpoints.ListAsync(Acme.Tenant, Token)).Should().ContainSingle().Which.RevokedAt.Should().Be(Now);
    }

    [Fact]
    public async Task A_connection_may_have_several_and_a_tenant_sees_only_its_own()
    {
        Merchant other = new("other");
        await Storage.Endpoints.SaveAsync(Endpoint("b"), Token);
        await Storage.Endpoints.SaveAsync(Endpoint("a") with { CreatedAt = Now.AddMinutes(1) }, Token);
        await Storage.Endpoints.SaveAsync(Endpoint("c") with { Connection = other.Shop }, Token);

        (await Storage.Endpoints.ListAsync(Acme.Tenant, Token)).Select(endpoint => endpoint.Id).Should().Equal("b", "a");
        (await Storage.Endpoints.ListAsync(new TenantId("nobody"), Token)).Should().BeEmpty();
    }

    [Fact]
    public async Task Another_connection_can_neither_take_nor_revoke_it()
    {
        Merchant other = new("other");
        await Storage.Endpoints.SaveAsync(Endpoint("a"), Token);

        Func<Task> take = () => Storage.Endpoints.SaveAsync(Endpoint("a") with { Connection = other.Shop }, Token);
        await take.Should().ThrowAsync<InvalidOperationException>();
        (await Storage.Endpoints.RevokeAsync(other.Shop, "a", Now, Token)).Should().BeFalse();
        (await Storage.Endpoints.FindAsync("a", Token))!.Connection.Should().Be(Acme.Shop);
    }

    [Fact]
    public async Task Saving_again_changes_the_address_alone()
    {
        await Storage.Endpoints.SaveAsync(Endpoint("a"), Token);
        Uri address = new("https://host.example/webhooks/a");
        await Storage.Endpoints.SaveAsync(Endpoint("a") with { DeliveryUrl = address, CreatedAt = Now.AddDays(1) }, Token);

        (await Storage.Endpoints.FindAsync("a", Token)).Should().Be(Endpoint("a") with { DeliveryUrl = address });
    }

    private WebhookEndpoint Endpoint(string id) => new() { Id = id, Connection = Acme.Shop, CreatedAt = Now };
}
