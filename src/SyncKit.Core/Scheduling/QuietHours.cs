namespace SyncKit.Scheduling;

/// <summary>A part of each day in which a schedule does not fire, in the schedule's time zone.</summary>
/// <param name="From">When it begins, inclusive.</param>
/// <param name="To">When it ends, exclusive; earlier than <paramref name="From"/> when it goes over midnight.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    /// <summary>Whether a time of day lies within.</summary>
    /// <param name="time">The time of day in the schedule's time zone.</param>
    public bool Covers(TimeOnly time) => From < To ? time >= From && time < To : time >= From || time < To;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{From:HH:mm:ss}-{To:HH:mm:ss}");
}
