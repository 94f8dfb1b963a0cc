namespace SyncKit.Credentials;

/// <summary>Says what is wrong with keys as they were written down. Pure.</summary>
internal static class KeyRingCheck
{
    private const string HowTo = "Make one with 'openssl rand -base64 32'.";
    private const int LongestId = 200;
    private const int ShortestKeyText = 32;

    /// <param name="options">The keys.</param>
    /// <param name="active">How the place is called where the active id stands.</param>
    /// <param name="keys">How the place is called before a key's id.</param>
    /// <returns>One sentence, or <see langword="null"/> when all is well.</returns>
    public static string? Problem(CredentialKeyOptions options, string active, string keys)
    {
        if (string.IsNullOrEmpty(options.Active))
        {
            return $"{active} is missing: set it to the id of the key that encrypts credentials, and {keys}<id> to the key. {HowTo}";
        }

        if (!options.Keys.ContainsKey(options.Active))
        {
            return $"{keys}{Shown(options.Active)} is missing: {active} names it. {HowTo}";
        }

        Span<byte> bytes = stackalloc byte[AesBox.KeySize + 1];
        foreach ((string id, string key) in options.Keys)
        {
            bool isKey = key is not null && Convert.TryFromBase64String(key, bytes, out int length) && length == AesBox.KeySize;
            bytes.Clear();
            if (!isKey)
            {
                return $"{keys}{Shown(id)} is not a 256-bit key in base64. {HowTo}";
            }

            if (id.Length is 0 or > LongestId)
            {
                return $"{keys}{Shown(id)} is not an id: use 1 to {LongestId} characters.";
            }
        }

        return null;
    }

    /// <summary>An id for a sentence. One that is as long as a key may be a key, written where its id belongs.</summary>
    private static string Shown(string id) => id.Length < ShortestKeyText ? id : "<id>";
}
