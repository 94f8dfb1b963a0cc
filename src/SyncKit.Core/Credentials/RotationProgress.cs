namespace SyncKit.Credentials;

/// <summary>How far a rotation is.</summary>
/// <param name="KeyId">The key under which credentials are brought.</param>
/// <param name="Total">How many were not under it at the start.</param>
/// <param name="Done">How many are now, by this rotation or by another one or a save meanwhile.</param>
/// <param name="Failed">Which could not be; they stay as they are, and the next rotation tries them again.</param>
public sealed record RotationProgress(string KeyId, long Total, long Done, IReadOnlyList<RotationFailure> Failed)
{
    /// <summary>How many are still to be looked at; saves under an old key on another host may add to them.</summary>
    public long Left => Math.Max(0, Total - Done - Failed.Count);

    /// <summary>Whether all are under the key.</summary>
    public bool IsComplete => Left == 0 && Failed.Count == 0;
}
