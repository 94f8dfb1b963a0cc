namespace SyncKit.Supabase;

/// <summary>Where a tenant's rows go in its project. Without any of it, into SyncKit's default schema, <see cref="SupabaseSchema"/>.</summary>
public sealed record SupabaseTables
{
    /// <summary>One row per order.</summary>
    public SupabaseTable Orders { get; init; } = new();

    /// <summary>One row per line of an order: goods, shipping and fees.</summary>
    public SupabaseTable OrderLines { get; init; } = new();

    /// <summary>One row per refund of an order.</summary>
    public SupabaseTable OrderRefunds { get; init; } = new();

    /// <summary>One row per refunded line.</summary>
    public SupabaseTable OrderRefundLines { get; init; } = new();

    /// <summary>One row per customer.</summary>
    public SupabaseTable Customers { get; init; } = new();

    /// <summary>One row per product and per variation.</summary>
    public SupabaseTable Products { get; init; } = new();

    /// <summary>What becomes of the row of a record that is gone. Default: it stays, marked as deleted.</summary>
    public SupabaseDeletes Deletes { get; init; }

    /// <summary>The order statuses in which an order counts as gone, for example <c>cancelled</c>. Default: <c>trash</c>.</summary>
    public IReadOnlyList<string> DeletedStatuses { get; init; } = ["trash"];

    /// <summary>The order statuses in which an order is not written. Default: <c>checkout-draft</c> and <c>auto-draft</c>, which are carts.</summary>
    public IReadOnlyList<string> SkippedStatuses { get; init; } = ["checkout-draft", "auto-draft"];

    /// <summary>
    /// A function that writes whole orders in one statement, for example <c>synckit_put_orders</c> of the default schema: an order and all that belongs to it
    /// appear together, in one call instead of one per table. Default: none, each table is written by a call of its own.
    /// </summary>
    public string? OrderFunction { get; init; }
}
