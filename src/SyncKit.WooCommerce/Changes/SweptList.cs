using SyncKit.WooCommerce.Api;

namespace SyncKit.WooCommerce.Changes;

/// <summary>One list of a stream and how it is read. Trashed records are a list of their own, because a store never lists them with the others.</summary>
/// <param name="Name">The list's name in the cursor.</param>
/// <param name="Sweep">What reads it.</param>
/// <param name="Again">The list that records of this one return to; <see langword="null"/> for none.</param>
internal sealed record SweptList<THead>(string Name, Sweep<THead> Sweep, Sweep<THead>? Again = null)
    where THead : class, IRecordHead<THead>
{
    /// <summary>The names of the pair that most resources have: <c>any</c> is all but the trashed ones.</summary>
    public const string Any = "any";

    /// <inheritdoc cref="Any"/>
    public const string Trash = "trash";
}
