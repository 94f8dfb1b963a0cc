namespace SyncKit.Hosting;

/// <summary>How a host works. Every value has a default that works.</summary>
public sealed class SyncKitOptions
{
    /// <summary>Whether the host polls and works lanes by itself. <value>Default: true. Off for one-shot programs that call <see cref="SyncEngine"/>.</value></summary>
    public bool RunInBackground { get; set; } = true;

    /// <summary>
    /// How often each stream is polled that has no incremental <see cref="Scheduling.Schedule"/> of its own; one host of all polls it.
    /// <value>Default: 1 minute.</value>
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How often sources are swept for records that vanished without a trace, by one host of all. <value>Default: 1 day.</value>
    /// </summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How many lanes, and how many runs, a host works on at once. <value>Default: 16.</value></summary>
    public int Parallelism { get; set; } = 16;

    /// <summary>How long runs are kept after their end, the newest of each stream excepted. <value>Default: 30 days.</value></summary>
    public TimeSpan RunRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long the lease of a lane or a run lasts unless renewed: how long a dead host's work waits. <value>Default: 30 seconds.</value></summary>
    public TimeSpan LeaseLife { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The most items that a lane works on together. <value>Default: 300.</value></summary>
    public int LaneBatch { get; set; } = 300;

    /// <summary>After how long a lane gives way to the next one. <value>Default: 20 seconds.</value></summary>
    public TimeSpan LaneQuantum { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How many calls of a lane are under way at once; the destination's own limits apply besides. <value>Default: 8.</value></summary>
    public int LaneConcurrency { get; set; } = 8;

    /// <summary>After how many failures an item becomes a dead letter. <value>Default: 10, about half an hour.</value></summary>
    public int MaxAttempts { get; set; } = 10;

    /// <summary>
    /// How often each destination that lists its books is asked for what a person changed, voided or deleted there. <value>Default: 1 hour. Zero: never.</value>
    /// </summary>
    public TimeSpan BooksCheckInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How often dead letters are tried again whose cause lies in the destination and may have passed, for example closed books.
    /// <value>Default: 6 hours. Zero: never.</value>
    /// </summary>
    public TimeSpan RecheckInterval { get; set; } = TimeSpan.FromHours(6);

    /// <summary>Chance between 0 and 1 for spreading retries. <value>Default: a random number; tests set a constant.</value></summary>
    public Func<double> Jitter { get; set; } = static () => System.Security.Cryptography.RandomNumberGenerator.GetInt32(1_000_000) / 1_000_000d;
}
