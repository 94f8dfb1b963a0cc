using System.Net;
using CsCheck;

namespace SyncKit.Http.Tests.Addresses;

public sealed class AddressRulesTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.0")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.0")]
    [InlineData("168.63.129.15")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001:80b::200e")]
    [InlineData("2001:200::1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("2002:808:808::1")]
    public void A_public_address_may_be_called(string address) => AddressRules.NotPublic(IPAddress.Parse(address)).Should().BeNull();

    [Theory]
    [InlineData("0.0.0.0", "of this network")]
    [InlineData("0.1.2.3", "of this network")]
    [InlineData("10.0.0.1", "private")]
    [InlineData("10.255.255.255", "private")]
    [InlineData("100.64.0.0", "of a carrier's own network")]
    [InlineData("100.100.100.200", "of a carrier's own network")]
    [InlineData("100.127.255.255", "of a carrier's own network")]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("127.255.255.254", "loopback")]
    [InlineData("168.63.129.16", "of a cloud's metadata service")]
    [InlineData("169.254.169.254", "link-local")]
    [InlineData("172.16.0.0", "private")]
    [InlineData("172.31.255.255", "private")]
    [InlineData("192.0.0.192", "reserved")]
    [InlineData("192.0.2.1", "reserved")]
    [InlineData("192.88.99.1", "reserved")]
    [InlineData("192.168.0.1", "private")]
    [InlineData("198.18.0.1", "reserved")]
    [InlineData("198.19.255.255", "reserved")]
    [InlineData("198.51.100.7", "reserved")]
    [InlineData("203.0.113.7", "reserved")]
    [InlineData("224.0.0.1", "multicast")]
    [InlineData("239.255.255.255", "multicast")]
    [InlineData("240.0.0.1", "reserved")]
    [InlineData("255.255.255.255", "reserved")]
    [InlineData("::", "of this network")]
    [InlineData("::1", "loopback")]
    [InlineData("::7f00:1", "loopback")]
    [InlineData("::ffff:127.0.0.1", "loopback")]
    [InlineData("::ffff:10.1.2.3", "private")]
    [InlineData("::ffff:169.254.169.254", "link-local")]
    [InlineData("::ffff:0:7f00:1", "reserved")]
    [InlineData("64:ff9b::7f00:1", "loopback")]
    [InlineData("64:ff9b::a9fe:a9fe", "link-local")]
    [InlineData("64:ff9b:1::808:808", "reserved")]
    [InlineData("2002:7f00:1::1", "loopback")]
    [InlineData("2002:c0a8:101::1", "private")]
    [InlineData("2001::1", "reserved")]
    [InlineData("2001:10::1", "reserved")]
    [InlineData("2001:db8::1", "reserved")]
    [InlineData("3fff::1", "reserved")]
    [InlineData("fc00::1", "private")]
    [InlineData("fd00:ec2::254", "private")]
    [InlineData("fe80::1", "link-local")]
    [InlineData("febf::1", "link-local")]
    [InlineData("fec0::1", "private")]
    [InlineData("ff02::1", "multicast")]
    [InlineData("100::1", "reserved")]
    [InlineData("5f00::1", "reserved")]
    public void Any_other_address_is_named_for_what_it_is(string address, string what) =>
        AddressRules.NotPublic(IPAddress.Parse(address)).Should().Be(what);

    [Theory]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://[::ffff:7f00:1]/")]
    public void Another_way_of_writing_loopback_is_still_loopback(string url) =>
        AddressRules.NotPublic(IPAddress.Parse(new Uri(url).Host)).Should().Be("loopback");

    [Fact]
    public void An_address_that_carries_another_is_as_public_as_that_one() =>
        Gen.UInt.Sample(number =>
        {
            byte[] four = [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
            string? plain = AddressRules.NotPublic(new IPAddress(four));
            IPAddress mapped = new IPAddress(four).MapToIPv6();
            IPAddress translated = new([0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, .. four]);
            IPAddress tunnelled = new([0x20, 0x02, .. four, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
            return AddressRules.NotPublic(mapped) == plain && AddressRules.NotPublic(translated) == plain && AddressRules.NotPublic(tunnelled) == plain;
        });
}
