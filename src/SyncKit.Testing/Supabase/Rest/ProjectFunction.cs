using System.Text.Json;

namespace SyncKit.Testing.Supabase.Rest;

/// <summary>A function of the database.</summary>
/// <param name="Parameters">The names of its parameters.</param>
/// <param name="Body">What it does: from its arguments to the JSON of its result, or nothing.</param>
internal sealed record ProjectFunction(IReadOnlyList<string> Parameters, Func<SimulatedProject, JsonElement, string?> Body);
