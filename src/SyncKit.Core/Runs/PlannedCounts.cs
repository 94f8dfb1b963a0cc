using SyncKit.Planning;

namespace SyncKit.Runs;

/// <summary>What a dry run would do, in numbers of records.</summary>
/// <param name="Create">Would be written for the first time.</param>
/// <param name="Update">Would be changed or added to.</param>
/// <param name="Void">Would be voided.</param>
/// <param name="Unchanged">Would stay as they are.</param>
/// <param name="Skip">Have no place in the destination by a named rule.</param>
/// <param name="Refuse">Would be held until somebody acts.</param>
public readonly record struct PlannedCounts(long Create, long Update, long Void, long Unchanged, long Skip, long Refuse)
{
    /// <summary>How many records were planned.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long Total => Create + Update + Void + Unchanged + Skip + Refuse;

    internal PlannedCounts With(PlannedAction action) => action switch
    {
        PlannedAction.Create => this with { Create = Create + 1 },
        PlannedAction.Update => this with { Update = Update + 1 },
        PlannedAction.Void => this with { Void = Void + 1 },
        PlannedAction.Unchanged => this with { Unchanged = Unchanged + 1 },
        PlannedAction.Skip => this with { Skip = Skip + 1 },
        _ => this with { Refuse = Refuse + 1 },
    };
}
