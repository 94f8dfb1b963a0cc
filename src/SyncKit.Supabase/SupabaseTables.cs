using System.Diagnostics.CodeAnalysis;

namespace SyncKit.Supabase;

/// <summary>Where a tenant's rows go in its project. Without any of it, into SyncKit's default schema, <see cref="SupabaseSchema"/>.</summary>
public sealed record SupabaseTables
{
    private static readonly SupabaseTable Default = new();
    private static readonly string[] Trash = ["trash"];
    private static readonly string[] Carts = ["checkout-draft", "auto-draft"];

    /// <summary>One row per order.</summary>
    [AllowNull]
    public SupabaseTable Orders { get => field ?? Default; init; }

    /// <summary>One row per line of an order: goods, shipping and fees.</summary>
    [AllowNull]
    public SupabaseTable OrderLines { get => field ?? Default; init; }

    /// <summary>One row per refund of an order.</summary>
    [AllowNull]
    public SupabaseTable OrderRefunds { get => field ?? Default; init; }

    /// <summary>One row per refunded line.</summary>
    [AllowNull]
    public SupabaseTable OrderRefundLines { get => field ?? Default; init; }

    /// <summary>One row per customer.</summary>
    [AllowNull]
    public SupabaseTable Customers { get => field ?? Default; init; }

    /// <summary>One row per product and per variation.</summary>
    [AllowNull]
    public SupabaseTable Products { get => field ?? Default; init; }

    /// <summary>What becomes of the row of a record that is gone. Default: it stays, marked as deleted.</summary>
    public SupabaseDeletes Deletes { get; init; }

    /// <summary>The order statuses in which an order counts as gone, for example <c>cancelled</c>. Default: <c>trash</c>.</summary>
    [AllowNull]
    public IReadOnlyList<string> DeletedStatuses { get => field ?? Trash; init; }

    /// <summary>The order statuses in which an order is not written. Default: <c>checkout-draft</c> and <c>auto-draft</c>, which are carts.</summary>
    [AllowNull]
    public IReadOnlyList<string> SkippedStatuses { get => field ?? Carts; init; }

    /// <summary>
    /// A function that writes whole orders in one statement, for example <c>synckit_put_orders</c> of the default schema: an order and all that belongs to it
    /// appear together, in one call instead of one per table. Default: none, each table is written by a call of its own.
    /// </summary>
    public string? OrderFunction { get; init; }
}
