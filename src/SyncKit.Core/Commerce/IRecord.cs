namespace SyncKit.Commerce;

/// <summary>A kind of thing that a source yields.</summary>
public interface IRecord
{
    /// <summary>The kind's stable name in keys and stores, for example <c>order</c>.</summary>
    static abstract string Kind { get; }
}
