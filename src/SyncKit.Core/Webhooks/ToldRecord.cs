namespace SyncKit.Webhooks;

/// <summary>A record as a delivery or a poll told of it.</summary>
/// <param name="Kind">The record kind.</param>
/// <param name="Id">The source's id; empty in a delivery that tells of the whole kind.</param>
/// <param name="ModifiedAt">When the source says it was last changed.</param>
public sealed record ToldRecord(string Kind, string Id, DateTimeOffset ModifiedAt);
