using System.Net;
using System.Net.Sockets;

namespace SyncKit.Http;

/// <summary>
/// Connects to public addresses only. The address that is checked is the one that is connected to: a name that answers differently the second time gains nothing.
/// </summary>
internal static class PublicConnector
{
    /// <exception cref="AddressRefusedException">The host has no public address.</exception>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        DnsEndPoint target = context.DnsEndPoint;
        IPAddress[] open = Open(target.Host, await ResolveAsync(target.Host, cancellationToken).ConfigureAwait(false));
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, target.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The public ones among a host's addresses.</summary>
    /// <exception cref="AddressRefusedException">There is none.</exception>
    public static IPAddress[] Open(string host, IReadOnlyList<IPAddress> addresses)
    {
        IPAddress[] open = [.. addresses.Where(static address => AddressRules.NotPublic(address) is null)];
        return open.Length > 0 || addresses.Count == 0
            ? open
            : throw new AddressRefusedException(host, AddressRules.NotPublic(addresses[0])!);
    }

    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? written)
            ? [written]
            : await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
}
