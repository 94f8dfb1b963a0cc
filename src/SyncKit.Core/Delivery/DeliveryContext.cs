using SyncKit.Connections;
using SyncKit.Intents;

namespace SyncKit.Delivery;

/// <summary>What a destination needs while it resolves references.</summary>
/// <param name="Destination">The account.</param>
/// <param name="WriteAsync">
/// Makes a call's intent durable, sends it, and makes what it created durable. The only way in which a destination may write.
/// </param>
/// <param name="Now">The present.</param>
public sealed record DeliveryContext(
    Connection Destination,
    Func<Intent, CancellationToken, Task<WriteAnswer>> WriteAsync,
    DateTimeOffset Now);
