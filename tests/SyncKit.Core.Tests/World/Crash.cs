namespace SyncKit.Core.Tests.World;

/// <summary>Kills a host at its n-th step: that step and every later one of the host throws.</summary>
internal sealed class Crash(int at = int.MaxValue)
{
    private int steps;

    public int Steps => Volatile.Read(ref steps);

    public bool Happened => Steps >= at;

    public void Step(string what)
    {
        if (Interlocked.Increment(ref steps) >= at)
        {
            throw new CrashException(what);
        }
    }
}
