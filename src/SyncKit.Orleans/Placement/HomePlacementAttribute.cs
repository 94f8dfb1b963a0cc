using Orleans.Placement;

namespace SyncKit.Orleans.Placement;

/// <summary>Marks grains that live on their home.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class HomePlacementAttribute() : PlacementAttribute(new HomePlacement());
