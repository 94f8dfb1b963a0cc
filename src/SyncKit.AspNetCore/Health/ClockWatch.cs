namespace SyncKit.AspNetCore.Health;

/// <summary>
/// Compares how far the host's clock moved with how much time really passed. Leases, retries and signatures go by that clock. Safe for use from several threads.
/// </summary>
internal sealed class ClockWatch(TimeSpan tolerance)
{
    /// <summary>How long a jump is told of.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private (DateTimeOffset Clock, TimeSpan Passed)? last;
    private (TimeSpan Jump, TimeSpan Passed)? jumped;

    /// <summary>Looks at the clock.</summary>
    /// <param name="clock">What the clock says.</param>
    /// <param name="passed">Time that passed since some beginning, by a stopwatch that nobody sets.</param>
    /// <returns>By how much it jumped lately, forwards or backwards; <see langword="null"/> when it did not.</returns>
    public TimeSpan? Look(DateTimeOffset clock, TimeSpan passed)
    {
        lock (gate)
        {
            if (last is { } before)
            {
                TimeSpan jump = clock - before.Clock - (passed - before.Passed);
                jumped = jump.Duration() > tolerance ? (jump, passed) : jumped;
            }

            last = (clock, passed);
            return jumped is { } told && passed - told.Passed < Remembered ? told.Jump : null;
        }
    }
}
