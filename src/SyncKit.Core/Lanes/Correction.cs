namespace SyncKit.Lanes;

/// <summary>How far a record is with writing once more what came out at other amounts than were sent.</summary>
internal enum Correction
{
    /// <summary>Nothing came out otherwise.</summary>
    None,

    /// <summary>The next round writes it once more.</summary>
    Due,

    /// <summary>It was written once more; another difference is final.</summary>
    Done,
}
