namespace SyncKit.Testing.Supabase.Tables;

/// <summary>What a default may depend on.</summary>
/// <param name="Now">When the transaction began.</param>
/// <param name="Next">Gives the next number of a sequence, by its name.</param>
internal readonly record struct RowMoment(DateTimeOffset Now, Func<string, long> Next);
