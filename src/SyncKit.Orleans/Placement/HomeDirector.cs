using Orleans.Runtime.Placement;

namespace SyncKit.Orleans.Placement;

/// <summary>Activates a grain on its home.</summary>
internal sealed class HomeDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) =>
        Task.FromResult(HomeChoice.Of(target.GrainIdentity, context.GetCompatibleSilos(target)));
}
