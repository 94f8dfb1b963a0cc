using System.Buffers;
using System.Text.Json;

namespace SyncKit.Credentials;

/// <summary>The plain form of a credential set inside its ciphertext: one JSON object of strings.</summary>
internal static class CredentialText
{
    public static byte[] Write(CredentialSet secrets)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            foreach (string name in secrets.Names)
            {
                json.WriteString(name, secrets.Find(name)!.Reveal());
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static CredentialSet Read(ReadOnlyMemory<byte> plain)
    {
        using JsonDocument document = JsonDocument.Parse(plain);
        return new CredentialSet(document.RootElement.EnumerateObject()
            .Select(secret => KeyValuePair.Create(secret.Name, new Secret(secret.Value.GetString()!)))
            .ToList());
    }
}
