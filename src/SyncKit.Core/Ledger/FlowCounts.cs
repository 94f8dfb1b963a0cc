namespace SyncKit.Ledger;

/// <summary>
/// What became of everything that entered a tenant's flow. At any moment
/// <c>Entered = Superseded + Unchanged + Written + Updated + Skipped + Dismissed + Dead + Waiting</c>.
/// </summary>
/// <param name="Entered">Changes that came in, and records that are held for what was found in the destination.</param>
/// <param name="Superseded">Gave way to a newer change of their record, also after they had become dead letters.</param>
/// <param name="Unchanged">Would have changed nothing.</param>
/// <param name="Written">Put documents of a record into the destination for the first time.</param>
/// <param name="Updated">Changed, added to or voided a record's documents.</param>
/// <param name="Skipped">Have no place in the destination by a named rule.</param>
/// <param name="Dismissed">Were dead letters that somebody decided to leave.</param>
/// <param name="Dead">Are dead letters now.</param>
/// <param name="Waiting">Wait in the inbox now.</param>
public sealed record FlowCounts(
    long Entered,
    long Superseded,
    long Unchanged,
    long Written,
    long Updated,
    long Skipped,
    long Dismissed,
    long Dead,
    long Waiting)
{
    /// <summary>Nothing entered.</summary>
    public static FlowCounts Zero { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Whether the counts add up.</summary>
    public bool AreConserved => Entered == Superseded + Unchanged + Written + Updated + Skipped + Dismissed + Dead + Waiting;

    /// <summary>Adds the counts of two flows.</summary>
    public static FlowCounts operator +(FlowCounts left, FlowCounts right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new FlowCounts(
            left.Entered + right.Entered,
            left.Superseded + right.Superseded,
            left.Unchanged + right.Unchanged,
            left.Written + right.Written,
            left.Updated + right.Updated,
            left.Skipped + right.Skipped,
            left.Dismissed + right.Dismissed,
            left.Dead + right.Dead,
            left.Waiting + right.Waiting);
    }

    /// <summary>What moved between two moments.</summary>
    public static FlowCounts operator -(FlowCounts later, FlowCounts earlier)
    {
        ArgumentNullException.ThrowIfNull(later);
        ArgumentNullException.ThrowIfNull(earlier);
        return new FlowCounts(
            later.Entered - earlier.Entered,
            later.Superseded - earlier.Superseded,
            later.Unchanged - earlier.Unchanged,
            later.Written - earlier.Written,
            later.Updated - earlier.Updated,
            later.Skipped - earlier.Skipped,
            later.Dismissed - earlier.Dismissed,
            later.Dead - earlier.Dead,
            later.Waiting - earlier.Waiting);
    }
}
