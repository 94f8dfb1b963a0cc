using Microsoft.Extensions.Time.Testing;

namespace SyncKit.AspNetCore.Tests.Health;

/// <summary>A clock that can be set while the stopwatch runs on.</summary>
internal sealed class LeapingTime() : FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))
{
    private TimeSpan leapt;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + leapt;

    /// <summary>The fake stopwatch reads the clock.</summary>
    public override long GetTimestamp() => base.GetTimestamp() - leapt.Ticks;

    public void Leap(TimeSpan by) => leapt += by;
}
