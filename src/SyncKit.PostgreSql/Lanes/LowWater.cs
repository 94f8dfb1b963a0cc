namespace SyncKit.PostgreSql.Lanes;

/// <summary>
/// Where a look into an index begins. As long as anybody's transaction stays open the server throws no dead row away, and those of what was served already
/// lie in front of what is next. When they made a whole look slow, the looks of the next moment begin where the last one found something; what comes up
/// before that place waits for the next whole look, which is never more than a second away and takes no more than a twentieth of the time.
/// </summary>
/// <typeparam name="TMark">A place in the index.</typeparam>
/// <param name="time">The clock.</param>
/// <param name="slow">How long the server works for a look that is slow.</param>
internal sealed class LowWater<TMark>(TimeProvider time, TimeSpan slow)
    where TMark : struct
{
    private const int Share = 20;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private TMark mark;
    private long lookedWhole;
    private TimeSpan rest;

    /// <summary>Where to begin; <see langword="null"/> for a whole look.</summary>
    public TMark? Mark
    {
        get
        {
            lock (gate)
            {
                return rest > TimeSpan.Zero && time.GetElapsedTime(lookedWhole) < rest ? mark : null;
            }
        }
    }

    /// <summary>Notes what a look was like.</summary>
    /// <param name="first">Where it found something first.</param>
    /// <param name="wasWhole">Whether it began at the beginning.</param>
    /// <param name="took">How long the server worked for it.</param>
    public void Looked(TMark first, bool wasWhole, TimeSpan took)
    {
        lock (gate)
        {
            mark = first;
            if (wasWhole)
            {
                lookedWhole = time.GetTimestamp();
                rest = took < slow ? TimeSpan.Zero : took * Share < Longest ? took * Share : Longest;
            }
        }
    }
}
