using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SyncKit.Supabase;

/// <summary>
/// The table that one kind of record is read from. Without any of it, that of SyncKit's default schema. A row is read when its <c>updated_at</c> moves, so a
/// trigger must move it with every change of the row and of the rows that belong to it.
/// </summary>
public sealed record SupabaseSource
{
    private const string DefaultTimeZone = "UTC";

    /// <summary>The table's name. Default: that of the default schema, for example <c>synckit_orders</c>.</summary>
    public string? Table { get; init; }

    /// <summary>
    /// The columns, each under the field that it holds, for example <c>"order_id": "id"</c>. The fields are the columns of the default schema; a place in a
    /// JSON column is written with arrows, for example <c>"customer_email": "buyer-&gt;&gt;email"</c>, and a part of an address may be a field of its own, for
    /// example <c>billing_address.city</c>. Needed for the record's id and <c>updated_at</c>; <c>deleted_at</c> is the column that marks a row as deleted, by a
    /// time or by true. Default: every field, in a column of its own name, when no table is named.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Columns { get; init; }

    /// <summary>Fields that hold the same in every record, for example <c>"currency": "EUR"</c>. Default: none.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Constants { get; init; }

    /// <summary>
    /// Columns that must hold a value for a row to be read, for example <c>"tenant_id": "acme"</c>. A row that no longer holds it counts as gone when it is asked
    /// for by id. Default: none in tables of your own; the tenant's id as <c>tenant_id</c> in the default schema, where <c>source</c> must be given.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement>? Where { get; init; }

    /// <summary>
    /// How long a transaction that changes rows may take, in seconds, from 0 to 86 400. Its rows bear the time at which it began and are seen when it ends, so that
    /// much is read again each time. Default: 120, which is the longest statement that Supabase lets its users run.
    /// </summary>
    public int? OverlapSeconds { get; init; }

    /// <summary>
    /// How long a changed row may be half-written, in seconds, from 0 to 3 600: an app that writes an order and its lines by several requests is given so much
    /// time. A younger row is read again later. Default: 5.
    /// </summary>
    public int? SettleSeconds { get; init; }

    /// <summary>The time zone in which days are told from moments where no column holds the day, for example <c>Europe/Berlin</c>. Default: UTC.</summary>
    [AllowNull]
    public string TimeZone { get => field ?? DefaultTimeZone; init; }

    /// <summary>The lines of orders: goods, shipping and fees. Default: those of the default schema, or none when a table is named.</summary>
    public SupabaseSourceRows? Lines { get; init; }

    /// <summary>The refunds of orders. Default: those of the default schema, or none when a table is named.</summary>
    public SupabaseSourceRows? Refunds { get; init; }

    /// <summary>What each refund of an order gives back. Default: those of the default schema, or none when a table is named.</summary>
    public SupabaseSourceRows? RefundLines { get; init; }
}
