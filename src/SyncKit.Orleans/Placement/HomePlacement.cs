namespace SyncKit.Orleans.Placement;

/// <summary>A grain lives on its home; see <see cref="HomeChoice"/>.</summary>
[GenerateSerializer]
[Immutable]
[SuppressReferenceTracking]
internal sealed class HomePlacement : PlacementStrategy;
