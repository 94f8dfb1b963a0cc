using System.Diagnostics;
using System.Text.Json.Serialization;

namespace SyncKit.Credentials;

/// <summary>The keys that wrap the data keys of credentials. Several may be live: each stored set says which one it needs.</summary>
public sealed class CredentialKeyOptions
{
    /// <summary>The id of the key that wraps for new sets. <value>Default: empty, which fails at start.</value></summary>
    public string Active { get; set; } = string.Empty;

    /// <summary>The keys by id: 256 bits each, in base64. Neither a debugger nor JSON shows them.</summary>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IDictionary<string, string> Keys { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
