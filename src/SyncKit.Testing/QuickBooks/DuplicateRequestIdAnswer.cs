namespace SyncKit.Testing.QuickBooks;

/// <summary>What a write with an already used <c>requestid</c> is answered.</summary>
public enum DuplicateRequestIdAnswer
{
    /// <summary>The original answer, whatever the new payload says; nothing is written.</summary>
    Replay,

    /// <summary>Fault 600, "Duplicate Request ID"; nothing is written.</summary>
    Fault600,
}
