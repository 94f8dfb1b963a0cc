namespace SyncKit.PostgreSql.Lanes;

/// <summary>A place in a lane's order of turns.</summary>
internal readonly record struct TurnMark(int Priority, long Sequence);
