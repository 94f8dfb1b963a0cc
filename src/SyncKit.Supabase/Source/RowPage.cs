using System.Text.Json;

namespace SyncKit.Supabase.Source;

/// <summary>Rows as the server answered them.</summary>
/// <param name="Rows">The rows; never none.</param>
/// <param name="Last">The place of the last one.</param>
/// <param name="Now">What the server's clock said.</param>
internal sealed record RowPage(IReadOnlyList<JsonElement> Rows, KeysetMark Last, DateTimeOffset Now);
