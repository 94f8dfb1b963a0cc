namespace SyncKit.Credentials;

/// <summary>
/// Stored secrets cannot be opened, or new ones not be sealed. The message names the connection and the key id, never a secret.
/// </summary>
public sealed class CredentialException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="inner">The cause.</param>
    public CredentialException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>
    /// Whether the secrets are well and only their key was out of reach, for example because a key management service is down: try again later.
    /// Otherwise trying again cannot help. <value>Default: <see langword="false"/>.</value>
    /// </summary>
    public bool IsTransient { get; init; }
}
