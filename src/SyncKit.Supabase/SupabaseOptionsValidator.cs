using Microsoft.Extensions.Options;

namespace SyncKit.Supabase;

/// <summary>Checks the options at start.</summary>
[OptionsValidator]
internal sealed partial class SupabaseOptionsValidator : IValidateOptions<SupabaseOptions>;
