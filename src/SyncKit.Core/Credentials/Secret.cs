using System.Diagnostics;

namespace SyncKit.Credentials;

/// <summary>A secret that does not show itself: not in text, not in a debugger, not in JSON.</summary>
[DebuggerDisplay("***")]
public sealed class Secret
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string value;

    /// <summary>Wraps a secret.</summary>
    /// <param name="value">The secret; not empty.</param>
    public Secret(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        this.value = value;
    }

    /// <summary>The secret itself. Hand it to what needs it, and to nothing else.</summary>
    public string Reveal() => value;

    /// <summary>Three asterisks.</summary>
    public override string ToString() => "***";
}
