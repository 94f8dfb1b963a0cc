using SyncKit.Connections;

namespace SyncKit.Lanes;

/// <summary>Another host owns the lane now; whatever was under way is dropped, for it cannot be settled.</summary>
internal sealed class LeaseLostException(ConnectionId lane) : Exception($"The lease of lane '{lane}' was lost.");
