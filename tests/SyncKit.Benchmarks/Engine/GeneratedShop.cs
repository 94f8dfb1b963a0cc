namespace SyncKit.Benchmarks.Engine;

/// <param name="Orders">How many orders the shop has.</param>
internal sealed record GeneratedShop(int Orders);
