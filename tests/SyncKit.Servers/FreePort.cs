using System.Net;
using System.Net.Sockets;

namespace SyncKit.Servers;

/// <summary>Loopback ports for servers that must be told one.</summary>
public static class FreePort
{
    /// <summary>A port that nobody listens on now.</summary>
    public static int Find()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
