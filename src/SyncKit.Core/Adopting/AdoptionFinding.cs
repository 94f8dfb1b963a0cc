namespace SyncKit.Adopting;

/// <summary>What was found in the books for one document of a record.</summary>
public enum AdoptionFinding
{
    /// <summary>The document, beyond doubt: by the connector's own mark, or by number, total and currency.</summary>
    Certain,

    /// <summary>Very probably the document: the only one with this total, currency and customer within a few days, for the only record that fits it.</summary>
    Likely,

    /// <summary>Several that could be it. None is linked.</summary>
    Ambiguous,

    /// <summary>One that should be it by mark or number, and says something else. It is never linked.</summary>
    Conflict,

    /// <summary>Nothing: a sync writes it.</summary>
    NotFound,
}
