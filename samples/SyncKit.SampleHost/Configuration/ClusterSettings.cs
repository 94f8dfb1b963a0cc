using System.Net;

namespace SyncKit.SampleHost.Configuration;

/// <summary>How a host takes part in an Orleans cluster.</summary>
/// <param name="Address">The address at which the other hosts reach it.</param>
/// <param name="SiloPort">The port between hosts.</param>
/// <param name="GatewayPort">The port for clients of the cluster.</param>
internal sealed record ClusterSettings(IPAddress Address, int SiloPort, int GatewayPort);
