using SyncKit.Connections;
using SyncKit.Credentials;

namespace SyncKit.Connecting;

/// <summary>What the browser brought back.</summary>
/// <param name="Connection">Which connection.</param>
/// <param name="Settings">Its settings; <see langword="null"/> when there is none of that name yet.</param>
/// <param name="Callback">The callback address that the attempt was begun with.</param>
/// <param name="Parameters">What the attempt was begun with.</param>
/// <param name="Query">The callback's query.</param>
/// <param name="Delivered">What was handed over server to server; <see langword="null"/> when nothing was.</param>
public sealed record ConsentReturn(
    ConnectionId Connection,
    ConnectionSettings? Settings,
    Uri Callback,
    IReadOnlyDictionary<string, string> Parameters,
    IReadOnlyDictionary<string, string> Query,
    CredentialSet? Delivered);
