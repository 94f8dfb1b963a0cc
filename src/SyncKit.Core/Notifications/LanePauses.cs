using System.Collections.Concurrent;
using SyncKit.Connections;

namespace SyncKit.Notifications;

/// <summary>
/// Since when each lane has been failing, as far as this host saw. What it does not hear of for a while it forgets: another host may have got through.
/// </summary>
internal sealed class LanePauses(TimeSpan threshold)
{
    private static readonly TimeSpan LongestMemory = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<ConnectionId, Spell> spells = new();

    /// <summary>Notes a failure.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="wait">How long the lane pauses now.</param>
    /// <param name="now">When it failed.</param>
    /// <returns>Since when the lane has been failing, once that is worth telling; otherwise <see langword="null"/>.</returns>
    public DateTimeOffset? Failed(ConnectionId lane, TimeSpan wait, DateTimeOffset now)
    {
        TimeSpan memory = threshold > LongestMemory ? threshold : LongestMemory;
        Spell spell = spells.AddOrUpdate(
            lane,
            _ => new Spell(now, now + wait),
            (_, before) => new Spell(now - before.Until > memory ? now : before.Since, now + wait));
        return wait >= threshold || now - spell.Since >= threshold ? spell.Since : null;
    }

    /// <summary>Notes that a lane got through.</summary>
    /// <returns>Whether it had been failing.</returns>
    public bool Worked(ConnectionId lane) => spells.TryRemove(lane, out _);

    /// <param name="Since">When it failed first.</param>
    /// <param name="Until">When it was to be tried again.</param>
    private readonly record struct Spell(DateTimeOffset Since, DateTimeOffset Until);
}
