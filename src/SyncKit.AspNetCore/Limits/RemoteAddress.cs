using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace SyncKit.AspNetCore.Limits;

/// <summary>Tells callers apart by where they come from.</summary>
internal static class RemoteAddress
{
    private const int NetworkBytes = 8;

    /// <summary>The caller's address; of IPv6 the network alone, since one caller has all addresses of it.</summary>
    public static string Of(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
        {
            return "local";
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(address)
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes))
            : address.ToString();
    }
}
