namespace SyncKit.SampleHost.Configuration;

/// <summary>A merchant's Supabase project.</summary>
/// <param name="Url">The project's address.</param>
/// <param name="SecretKey">A secret key, or the key of the service role.</param>
/// <param name="Json">The connection's settings as JSON, the address included.</param>
internal sealed record SupabaseProject(Uri Url, string SecretKey, string Json);
