using SyncKit.Benchmarks.Measuring;

namespace SyncKit.Benchmarks.Engine;

/// <param name="In">Until the orders are durable.</param>
/// <param name="Out">Until they are done with.</param>
internal readonly record struct Phases(Sample In, Sample Out)
{
    public Sample Whole => new(In.Microseconds + Out.Microseconds, In.Bytes + Out.Bytes);
}
