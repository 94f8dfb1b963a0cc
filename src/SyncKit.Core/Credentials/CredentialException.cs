namespace SyncKit.Credentials;

/// <summary>Stored secrets cannot be decrypted. The message names the connection and the key id, never a secret.</summary>
public sealed class CredentialException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="inner">The cause.</param>
    public CredentialException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
