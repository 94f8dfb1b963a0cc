namespace SyncKit.Runs;

/// <summary>Why there is a run.</summary>
/// <param name="Kind">What kind of reason.</param>
/// <param name="Name">The schedule's name, or who asked.</param>
public sealed record RunOrigin(RunOriginKind Kind, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Name}";
}
