using System.Text.Encodings.Web;
using System.Text.Json;

namespace SyncKit.Testing.Supabase.Values;

/// <summary>JSON as PostgreSQL writes it: nothing is escaped that need not be.</summary>
internal static class JsonOutput
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static string Quote(string text) => "\"" + JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text) + "\"";
}
