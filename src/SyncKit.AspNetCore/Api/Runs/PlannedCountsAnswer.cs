using SyncKit.Runs;

namespace SyncKit.AspNetCore.Api.Runs;

/// <summary>What a dry run would do, in numbers of records.</summary>
/// <param name="Create">Would be written for the first time.</param>
/// <param name="Update">Would be changed or added to.</param>
/// <param name="Void">Would be voided.</param>
/// <param name="Unchanged">Would stay as they are.</param>
/// <param name="Skip">Have no place in the destination by a named rule.</param>
/// <param name="Refuse">Would be held until somebody acts.</param>
internal sealed record PlannedCountsAnswer(long Create, long Update, long Void, long Unchanged, long Skip, long Refuse)
{
    public static PlannedCountsAnswer Of(PlannedCounts counts) =>
        new(counts.Create, counts.Update, counts.Void, counts.Unchanged, counts.Skip, counts.Refuse);
}
