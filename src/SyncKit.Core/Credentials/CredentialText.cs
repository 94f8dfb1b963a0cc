using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SyncKit.Credentials;

/// <summary>The plain form of a credential set inside its ciphertext: one JSON object of strings.</summary>
internal static class CredentialText
{
    /// <summary>What the writer sets aside for a character: an escape of six, each of up to three bytes.</summary>
    private const int BytesPerCharacter = 18;
    private const int BytesBeside = 512;

    /// <summary>Escapes nothing that secrets are made of: what has to be escaped is copied into memory that is not cleared.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The plain form, to be cleared by the caller; nothing else holds it.</returns>
    public static byte[] Write(CredentialSet secrets)
    {
        // As long as it can become: a buffer that grew would leave what it held behind.
        IReadOnlyList<string> names = secrets.Names;
        ArrayBufferWriter<byte> buffer = new(BytesBeside + names.Sum(name => BytesBeside + (BytesPerCharacter * (name.Length + secrets.Find(name)!.Reveal().Length))));
        try
        {
            using Utf8JsonWriter json = new(buffer, Plain);
            json.WriteStartObject();
            foreach (string name in names)
            {
                json.WriteString(name, secrets.Find(name)!.Reveal());
            }

            json.WriteEndObject();
            json.Flush();
            return buffer.WrittenSpan.ToArray();
        }
        finally
        {
            buffer.Clear();
        }
    }

    /// <exception cref="JsonException">It is no such object.</exception>
    public static CredentialSet Read(ReadOnlyMemory<byte> plain)
    {
        using JsonDocument document = JsonDocument.Parse(plain);
        return new CredentialSet(document.RootElement.EnumerateObject()
            .Select(secret => KeyValuePair.Create(secret.Name, new Secret(secret.Value.GetString()!)))
            .ToList());
    }
}
