using System.Collections.Frozen;
using SyncKit.Connections;
using SyncKit.Intents;

namespace SyncKit.Delivery;

/// <summary>Sends calls to one system, for all tenants. Safe for use from several threads; one lane calls it at a time.</summary>
public interface IDestination
{
    /// <summary>
    /// The codes of dead letters whose cause lies in the system and may pass without anything changing in the record, for example closed books. They are
    /// tried again by themselves now and then. <value>Default: none.</value>
    /// </summary>
    IReadOnlySet<string> CurableCodes => FrozenSet<string>.Empty;

    /// <summary>
    /// Sends a call: the same bytes with the same idempotency key each time. An outcome that is not known is
    /// <see cref="Faults.FailureKind.Uncertain"/>, never a guess.
    /// </summary>
    Task<WriteAnswer> SendAsync(Connection destination, Intent intent, CancellationToken cancellationToken);

    /// <summary>
    /// Looks up what a call's targets are in the system: by id where the target names one, else by what identifies it there.
    /// </summary>
    /// <returns>Per target what was found; a target without anything found has neither a document nor a failure.</returns>
    Task<WriteAnswer> LookUpAsync(Connection destination, Intent intent, CancellationToken cancellationToken);

    /// <summary>
    /// How long the account's limits keep a call from starting. A call that can wait is kept back for so long, and is not sent at all before more urgent work
    /// that comes in meanwhile. <value>Default: zero.</value>
    /// </summary>
    TimeSpan TimeToStart(Connection destination, Intent intent) => TimeSpan.Zero;

    /// <summary>How much of the account's limits is used, for a next owner elsewhere; <see langword="null"/> when there is nothing to say.</summary>
    /// <param name="destination">The account.</param>
    /// <param name="upcoming">The calls that are about to be sent, which count as used.</param>
    string? ExportBudget(Connection destination, IReadOnlyList<Intent> upcoming);

    /// <summary>Takes over what the account's previous owner used.</summary>
    void ImportBudget(Connection destination, string budget);
}
