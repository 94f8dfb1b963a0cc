namespace SyncKit.Benchmarks.Engine;

/// <param name="Orders">How many orders the shop has.</param>
/// <param name="PerSecond">How many it sends a second at most; absent: as many as are asked for.</param>
internal sealed record GeneratedShop(int Orders, int? PerSecond = null);
