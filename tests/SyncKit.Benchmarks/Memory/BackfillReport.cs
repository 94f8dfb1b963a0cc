namespace SyncKit.Benchmarks.Memory;

/// <summary>What a back-fill took.</summary>
/// <param name="Orders">How many orders it brought over.</param>
/// <param name="PeakHeap">The largest managed heap that a garbage collection left, in bytes.</param>
/// <param name="LiveHeap">What is alive at the end, in bytes.</param>
/// <param name="PeakWorkingSet">The process's largest working set, in bytes.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record BackfillReport(int Orders, long PeakHeap, long LiveHeap, long PeakWorkingSet, double Seconds);
