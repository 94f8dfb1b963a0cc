using System.Globalization;
using SyncKit.Discovery;

namespace SyncKit.WooCommerce.Changes;

/// <summary>A record of which only the id is known, so that it must be fetched.</summary>
internal static class ThinRecord
{
    public static SourceRecord Of(long id, DateTimeOffset modifiedAt) => new() { Id = IdOf(id), ModifiedAt = modifiedAt };

    /// <summary>The id as records bear it.</summary>
    public static string IdOf(long id) => id.ToString(CultureInfo.InvariantCulture);
}
