using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace SyncKit.Http;

/// <summary>
/// Says which addresses belong to the public internet. Whoever may name an address for this host to call could otherwise reach what only the host can:
/// its own services, its network, the metadata service of its cloud. Pure.
/// </summary>
internal static class AddressRules
{
    /// <summary>IPv4 blocks that are not public, by first address, length of the prefix, and what they are.</summary>
    private static readonly (uint First, int Prefix, string What)[] Closed =
    [
        (V4(0, 0, 0, 0), 8, "of this network"),
        (V4(10, 0, 0, 0), 8, "private"),
        (V4(100, 64, 0, 0), 10, "of a carrier's own network"),
        (V4(127, 0, 0, 0), 8, "loopback"),
        (V4(168, 63, 129, 16), 32, "of a cloud's metadata service"),
        (V4(169, 254, 0, 0), 16, "link-local"),
        (V4(172, 16, 0, 0), 12, "private"),
        (V4(192, 0, 0, 0), 24, "reserved"),
        (V4(192, 0, 2, 0), 24, "reserved"),
        (V4(192, 88, 99, 0), 24, "reserved"),
        (V4(192, 168, 0, 0), 16, "private"),
        (V4(198, 18, 0, 0), 15, "reserved"),
        (V4(198, 51, 100, 0), 24, "reserved"),
        (V4(203, 0, 113, 0), 24, "reserved"),
        (V4(224, 0, 0, 0), 4, "multicast"),
        (V4(240, 0, 0, 0), 4, "reserved"),
    ];

    /// <summary>What an address is instead of public, for example <c>private</c>; <see langword="null"/> when it is public.</summary>
    public static string? NotPublic(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out int length) && address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
            ? length == 4 ? OfV4(BinaryPrimitives.ReadUInt32BigEndian(bytes)) : OfV6(bytes)
            : "of no internet protocol";
    }

    private static string? OfV4(uint address)
    {
        foreach ((uint first, int prefix, string what) in Closed)
        {
            if ((address ^ first) >> (32 - prefix) == 0)
            {
                return what;
            }
        }

        return null;
    }

    /// <summary>Of IPv6 only 2000::/3 is in use; what carries an IPv4 address in itself is as public as that one.</summary>
    private static string? OfV6(ReadOnlySpan<byte> address)
    {
        ulong high = BinaryPrimitives.ReadUInt64BigEndian(address);
        ulong low = BinaryPrimitives.ReadUInt64BigEndian(address[8..]);
        uint last = (uint)low;
        return address switch
        {
            _ when high == 0 && low == 0 => "of this network",
            _ when high == 0 && low == 1 => "loopback",
            _ when high == 0 && low >> 32 is 0 or 0xffff => OfV4(last),
            _ when high == 0x0064_ff9b_0000_0000 && low >> 32 == 0 => OfV4(last),
            _ when address[0] is 0xfc or 0xfd => "private",
            _ when high >> 54 == 0xfe80 >> 6 => "link-local",
            _ when high >> 54 == 0xfec0 >> 6 => "private",
            _ when address[0] == 0xff => "multicast",
            _ when address[0] >> 5 != 1 => "reserved",
            _ when high >> 48 == 0x2002 => OfV4((uint)(high >> 16)),
            _ when high >> 41 == 0x2001_0000 >> 9 => "reserved",
            _ when high >> 32 == 0x2001_0db8 => "reserved",
            _ when high >> 44 == 0x3fff0 => "reserved",
            _ => null,
        };
    }

    private static uint V4(byte a, byte b, byte c, byte d) => ((uint)a << 24) | ((uint)b << 16) | ((uint)c << 8) | d;
}
