namespace SyncKit.QuickBooks.Webhooks;

/// <summary>What happened to an entity.</summary>
internal enum QuickBooksOperation
{
    /// <summary>Something that this version does not know.</summary>
    Unknown,

    /// <summary>It was made.</summary>
    Created,

    /// <summary>It was changed.</summary>
    Updated,

    /// <summary>It is gone.</summary>
    Deleted,

    /// <summary>Another one was merged into it.</summary>
    Merged,

    /// <summary>It counts for nothing any more.</summary>
    Voided,

    /// <summary>It was sent to the customer.</summary>
    Emailed,
}
