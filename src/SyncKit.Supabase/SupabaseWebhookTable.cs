namespace SyncKit.Supabase;

/// <summary>What a table's database webhooks tell of.</summary>
public sealed record SupabaseWebhookTable
{
    /// <summary>The kind of record that its rows are, for example <c>order</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>
    /// The column that holds the record's id, so that the changed record is fetched alone beside the reading of the stream. Default: none, the stream is read.
    /// </summary>
    public string? KeyColumn { get; init; }
}
