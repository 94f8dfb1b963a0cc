namespace SyncKit.Testing.Faults;

internal enum FaultKind
{
    Drop,
    CommitThenDrop,
    CommitThenFail,
    Fail,
    Truncate,
    Html,
    Delay,
}
