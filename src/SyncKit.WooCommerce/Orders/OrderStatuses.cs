using SyncKit.Discovery;

namespace SyncKit.WooCommerce.Orders;

/// <summary>Which lists a run reads.</summary>
internal static class OrderStatuses
{
    /// <summary>All orders but the trashed ones and drafts.</summary>
    public const string Any = "any";

    /// <summary>The trashed ones, which <see cref="Any"/> leaves out even when it is asked for them as well.</summary>
    public const string Trash = "trash";

    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "pending", "processing", "on-hold", "completed", "cancelled", "refunded", "failed", Trash,
    };

    /// <summary>
    /// The value of the parameter <c>status</c> that gives what a filter lets pass, in one list; <see langword="null"/> when both lists are
    /// needed. A status of a plug-in's own might be refused by the store, so it is sorted out after the reading.
    /// </summary>
    public static string? Of(RecordFilter filter) =>
        filter.Statuses.Count > 0 && filter.Statuses.All(Known.Contains)
            ? string.Join(',', filter.Statuses.Select(static status => status.ToLowerInvariant()).Distinct(StringComparer.Ordinal))
            : null;
}
