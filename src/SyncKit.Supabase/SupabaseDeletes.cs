namespace SyncKit.Supabase;

/// <summary>What becomes of the row of a record that is gone.</summary>
public enum SupabaseDeletes
{
    /// <summary>It stays, with the time of its end in the column of the field <c>deleted_at</c>.</summary>
    Soft,

    /// <summary>It is deleted, with all that belongs to it.</summary>
    Hard,
}
