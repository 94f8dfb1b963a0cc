namespace SyncKit.Testing.Supabase.Values;

/// <summary>A json or jsonb value, as its text.</summary>
internal sealed record JsonText(string Text);
