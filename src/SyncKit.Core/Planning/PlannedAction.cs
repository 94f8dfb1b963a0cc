namespace SyncKit.Planning;

/// <summary>What a sync would do.</summary>
public enum PlannedAction
{
    /// <summary>Write something that is not there yet.</summary>
    Create,

    /// <summary>Change what is there, or add to it.</summary>
    Update,

    /// <summary>Void what is there, and write nothing in its place.</summary>
    Void,

    /// <summary>Nothing: what should be there is there.</summary>
    Unchanged,

    /// <summary>Nothing, by a named rule.</summary>
    Skip,

    /// <summary>Hold the record until somebody acts. Documents of earlier stages may be written before.</summary>
    Refuse,
}
