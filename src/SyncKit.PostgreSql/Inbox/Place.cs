using SyncKit.Inbox;

namespace SyncKit.PostgreSql.Inbox;

/// <summary>One record's place in a flow's inbox while a commit decides what stands in it.</summary>
internal sealed class Place
{
    /// <summary>The waiting row; <see langword="null"/> when none waits.</summary>
    public WaitingRow? Row { get; init; }

    /// <summary>What the ledger last settled; <see langword="null"/> when nothing.</summary>
    public SettledRow? Settled { get; init; }

    /// <summary>The change that stands in the place now; <see langword="null"/> while the commit has put none there.</summary>
    public Change? Put { get; private set; }

    /// <summary>Whether it is to be fetched anew.</summary>
    public bool IsThin { get; private set; }

    public int Revision { get; private set; }

    public ChangePriority Priority { get; private set; }

    public bool Waits => Put is not null || Row is not null;

    public Incoming Meet(Change change, string lane) => Known(lane)?.Meet(change) ?? Incoming.Waits;

    public void Take(Change change, bool thin)
    {
        Revision = (Put is null ? Row?.Revision ?? 0 : Revision) + 1;
        ChangePriority? waiting = Put is null ? Row?.Priority : Priority;
        Priority = waiting is { } urgent && urgent < change.Priority ? urgent : change.Priority;
        Put = change;
        IsThin = thin;
    }

    private Known? Known(string lane) =>
        Put is not null ? new Known(Put.ModifiedAt.UtcTicks, IsThin ? default : Put.Hash, !IsThin && Put.IsDeleted, Waits: true)
        : Row is { } row ? row.Known
        : Settled is { } settled && string.Equals(settled.Lane, lane, StringComparison.Ordinal) ? settled.Known
        : null;
}
