using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.Supabase.Wire;

/// <summary>How errors look: the gateway's have no code, those behind it have all four members.</summary>
internal static class ErrorBody
{
    private static readonly JsonWriterOptions AsPostgres = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static SimulatedResponse Gateway(int status, string message, string? hint = null) =>
        new(status, Write([("message", message), ("hint", hint)]), "application/json; charset=utf-8");

    public static SimulatedResponse Database(DatabaseErrorException error, bool isAnonymous) =>
        new(ErrorStatus.Of(error.Code, isAnonymous), Bytes(error.Code, error.Message, error.Details, error.Hint), "application/json; charset=utf-8");

    public static string Text(string code, string message, string? details, string? hint) => Encoding.UTF8.GetString(Bytes(code, message, details, hint));

    private static byte[] Bytes(string code, string message, string? details, string? hint) =>
        Write([("code", code), ("details", details), ("hint", hint), ("message", message)]);

    private static byte[] Write((string Name, string? Value)[] members)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, AsPostgres))
        {
            json.WriteStartObject();
            foreach ((string name, string? value) in members)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
