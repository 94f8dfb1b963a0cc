using SyncKit.Connections;

namespace SyncKit.Core.Tests.Connections;

public sealed class NameTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a|b")]
    [InlineData("-a")]
    [InlineData("ä")]
    public void A_name_that_could_be_taken_for_another_is_refused(string name)
    {
        Action make = () => _ = new TenantId(name);
        make.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_name_has_64_characters_at_most()
    {
        new TenantId(new string('a', 64)).Value.Should().HaveLength(64);
        Action make = () => _ = new TenantId(new string('a', 65));
        make.Should().Throw<ArgumentException>().WithMessage("*1 to 64*");
    }

    [Fact]
    public void A_connection_reads_what_it_writes()
    {
        ConnectionId id = ConnectionId.Parse("acme/woocommerce/us-store");
        id.Should().Be(new ConnectionId(new TenantId("acme"), "woocommerce", "us-store"));
        id.ToString().Should().Be("acme/woocommerce/us-store");
        Action parse = () => ConnectionId.Parse("acme/woocommerce");
        parse.Should().Throw<FormatException>().WithMessage("*tenant/connector/name*");
    }

    [Fact]
    public void A_flow_does_not_cross_tenants()
    {
        Action bind = () => _ = new FlowBinding("f", ConnectionId.Parse("a/shop/main"), ConnectionId.Parse("b/books/main"));
        bind.Should().Throw<ArgumentException>().WithMessage("*cannot cross tenants*");
    }
}
