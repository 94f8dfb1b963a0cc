using SyncKit.Connections;

namespace SyncKit.Connecting;

/// <summary>What a consent is begun with.</summary>
/// <param name="Connection">Which connection.</param>
/// <param name="Settings">Its settings; <see langword="null"/> when there is none of that name yet.</param>
/// <param name="State">What the system gives back with its answer.</param>
/// <param name="Callback">Where the system sends the browser back to.</param>
/// <param name="Delivery">Where the system hands credentials over server to server.</param>
/// <param name="Parameters">What the person gave, for example <c>store</c>.</param>
public sealed record ConsentRequest(
    ConnectionId Connection,
    ConnectionSettings? Settings,
    string State,
    Uri Callback,
    Uri Delivery,
    IReadOnlyDictionary<string, string> Parameters);
