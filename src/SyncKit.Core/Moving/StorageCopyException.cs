namespace SyncKit.Moving;

/// <summary>A storage cannot be copied as things are; nothing was written. The message says what to do.</summary>
public sealed class StorageCopyException : Exception
{
    /// <summary>Makes it.</summary>
    /// <param name="message">What is in the way and what to do, in words for a person.</param>
    public StorageCopyException(string message)
        : base(message)
    {
    }
}
