namespace SyncKit.Transforming;

/// <summary>What is to be done about a document.</summary>
public enum DraftOperation
{
    /// <summary>It should be there with this content: created when it is not, changed when it differs.</summary>
    Post,

    /// <summary>It should count nothing: voided when it is there and counts.</summary>
    Void,
}
