namespace SyncKit.Runs;

/// <summary>What kind of reason a run has. Stored as its number.</summary>
public enum RunOriginKind
{
    /// <summary>A schedule fired.</summary>
    Schedule = 0,

    /// <summary>Somebody asked for it by call.</summary>
    Person = 1,

    /// <summary>A webhook said that something changed.</summary>
    Webhook = 2,
}
