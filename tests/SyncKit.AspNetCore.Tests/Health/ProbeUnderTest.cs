using Microsoft.Extensions.Time.Testing;
using SyncKit.Hosting;

namespace SyncKit.AspNetCore.Tests.Health;

/// <summary>A storage that is slow, late or broken as a test wants.</summary>
internal sealed class ProbeUnderTest(FakeTimeProvider time) : IStorageProbe
{
    private int touches;

    public int Touches => touches;

    public TimeSpan Takes { get; set; }

    public TimeSpan Apart { get; set; }

    public bool IsBroken { get; set; }

    public Task Gate { get; set; } = Task.CompletedTask;

    public async Task<DateTimeOffset> TouchAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref touches);
        await Gate;
        if (IsBroken)
        {
            throw new InvalidOperationException("Data Source=s3cret.db is gone");
        }

        time.Advance(Takes);
        return time.GetUtcNow() + Apart;
    }
}
