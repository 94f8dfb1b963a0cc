namespace SyncKit.Sqlite.Writing;

/// <summary>Which writes go first.</summary>
internal enum Urgency
{
    /// <summary>What can wait a moment: pages, settlements, upkeep.</summary>
    Bulk,

    /// <summary>What somebody waits for who gives up soon: a delivery, a lease that is about to end.</summary>
    Urgent,
}
