using System.Net;

namespace SyncKit.Http.Tests.Addresses;

public sealed class PublicConnectorTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task A_listener_on_this_machine_is_not_called(string host)
    {
        using Vendor vendor = new(Vendor.Says(200));
        using Harness harness = new(options => options.AllowPrivateAddresses = false);

        HttpAnswer answer = await harness.GetAsync($"http://{host}:{new Uri(vendor.Uri).Port}/");

        answer.Fault!.Kind.Should().Be(HttpFaultKind.AddressRefused);
        answer.Fault.Attempts.Should().Be(1, "trying again does not help");
        answer.Fault.MayHaveActed.Should().BeFalse();
        answer.Fault.Excerpt.Should().Contain("loopback");
        vendor.Calls.Should().Be(0);
    }

    [Fact]
    public async Task Refused_addresses_do_not_open_the_breaker()
    {
        using Harness harness = new(options => options.AllowPrivateAddresses = false);
        for (int call = 0; call < 30; call++)
        {
            (await harness.GetAsync("http://169.254.169.254/latest/meta-data/")).Fault!.Kind.Should().Be(HttpFaultKind.AddressRefused);
        }
    }

    [Fact]
    public async Task A_write_that_was_refused_is_known_not_to_have_happened()
    {
        using Harness harness = new(options => options.AllowPrivateAddresses = false);
        using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Post, "http://10.0.0.1/") { Content = new StringContent("{}") }.ForAccount("a");
        (await harness.SendAsync(request)).Fault!.MayHaveActed.Should().BeFalse();
    }

    [Fact]
    public void Of_a_name_with_several_addresses_only_the_public_ones_are_connected_to()
    {
        IPAddress open = IPAddress.Parse("8.8.8.8");
        PublicConnector.Open("mixed.example", [IPAddress.Loopback, open, IPAddress.Parse("10.0.0.1")]).Should().Equal(open);
    }

    [Fact]
    public void A_name_that_leads_inside_is_refused_by_name()
    {
        Action opening = () => PublicConnector.Open("rebound.example", [IPAddress.Parse("10.0.0.1")]);
        opening.Should().Throw<AddressRefusedException>().WithMessage("rebound.example is not called: its address is private, not public.");
    }

    [Fact]
    public async Task A_redirection_is_not_followed()
    {
        using Vendor elsewhere = new(Vendor.Says(200));
        string target = elsewhere.Uri;
        using Vendor vendor = new(Vendor.Says(302, headers: ("Location", target)));
        using Harness harness = new();
        using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Get, vendor.Uri).ForAccount("a");
        request.Headers.Add("Authorization", "Basic c2VjcmV0");

        HttpAnswer answer = await harness.SendAsync(request);

        answer.Fault!.Kind.Should().Be(HttpFaultKind.Rejected);
        answer.Header("Location").Should().Be(target);
        elsewhere.Calls.Should().Be(0);
    }
}
