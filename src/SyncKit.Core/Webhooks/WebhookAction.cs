namespace SyncKit.Webhooks;

/// <summary>What was done with a webhook.</summary>
public enum WebhookAction
{
    /// <summary>It was as it should be.</summary>
    Kept,

    /// <summary>It was missing and was made.</summary>
    Created,

    /// <summary>It delivered, but not all of it was as it should be, and that was set right.</summary>
    Corrected,

    /// <summary>It was made anew in place of one that was switched off or pointed elsewhere. Changes between the two were not delivered.</summary>
    Replaced,

    /// <summary>It was double, or for a topic that is no longer wanted, and was taken away.</summary>
    Removed,
}
