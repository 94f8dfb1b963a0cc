using System.Security.Cryptography;
using System.Text.Json;

namespace SyncKit.Credentials;

/// <summary>
/// One JSON file with a key ring: <c>{"active":"k2","keys":{"k1":"…","k2":"…"}}</c>. One file and not a folder of them, because one file is replaced as a
/// whole (by a rename, or by the link under a mounted secret), so that no reader finds an active id without its key.
/// </summary>
internal static class KeyFile
{
    private const int Longest = 64 * 1024;

    /// <summary>Reads it at once; the file that was opened is the one whose permissions are looked at.</summary>
    /// <exception cref="CredentialException">It is not there, others may write it, or it holds no well-formed ring.</exception>
    /// <returns>The ring, and whether every user of the machine may read it.</returns>
    public static (KeyRing Ring, bool IsOpenToAll) Read(string path)
    {
        byte[] bytes = [];
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            UnixFileMode mode = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(file.SafeFileHandle);
            if (mode.HasFlag(UnixFileMode.OtherWrite))
            {
                throw new CredentialException($"The key file '{path}' may be written by every user of the machine, so its keys cannot be trusted: chmod 600 it.");
            }

            bytes = Content(path, file);
            return (Parse(path, bytes), mode.HasFlag(UnixFileMode.OtherRead));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException($"The key file '{path}' cannot be read: {unreadable.Message}", unreadable);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static byte[] Content(string path, FileStream file)
    {
        if (file.Length > Longest)
        {
            throw new CredentialException($"The key file '{path}' has {file.Length} bytes, a ring of keys has at most {Longest}.");
        }

        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static KeyRing Parse(string path, ReadOnlyMemory<byte> bytes)
    {
        CredentialKeyOptions options = new();
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false });
            Fill(options, document.RootElement);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // The cause is left out: what a parser says may quote what it stumbled over.
            throw new CredentialException($"The key file '{path}' is not of the form {{\"active\":\"k1\",\"keys\":{{\"k1\":\"<base64>\"}}}}.");
        }

        return KeyRingCheck.Problem(options, "active", "keys.") is { } problem
            ? throw new CredentialException($"The key file '{path}': {problem}")
            : KeyRing.Of(options);
    }

    private static void Fill(CredentialKeyOptions options, JsonElement root)
    {
        foreach (JsonProperty member in root.EnumerateObject())
        {
            if (member.NameEquals("active"))
            {
                options.Active = member.Value.GetString() ?? string.Empty;
            }
            else if (member.NameEquals("keys"))
            {
                foreach (JsonProperty key in member.Value.EnumerateObject())
                {
                    options.Keys[key.Name] = key.Value.GetString() ?? string.Empty;
                }
            }
        }
    }
}
