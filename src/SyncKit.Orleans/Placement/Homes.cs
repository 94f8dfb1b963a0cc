namespace SyncKit.Orleans.Placement;

/// <summary>Knows which grains have their home on this silo.</summary>
internal sealed class Homes(ILocalSiloDetails local, ISiloStatusOracle statuses, IClusterManifestProvider manifests)
{
    /// <summary>Tells of grains of one type whether their home is this silo, as this silo knows the cluster now.</summary>
    public Func<GrainId, bool> Of(GrainType type)
    {
        SiloAddress[] silos = [.. manifests.Current.Silos
            .Where(silo => silo.Value.Grains.ContainsKey(type) && statuses.GetApproximateSiloStatus(silo.Key) == SiloStatus.Active)
            .Select(silo => silo.Key)];
        return grain => silos.Length == 0 || HomeChoice.Of(grain, silos).Equals(local.SiloAddress);
    }

    /// <summary>Moves a grain to its home that was activated when the cluster was another.</summary>
    /// <remarks>
    /// It is handed over rather than let go: a silo that remembers where it was would have it come back to life there.
    /// </remarks>
    public void MoveUnlessHere(IGrainContext grain)
    {
        if (!Of(grain.GrainId.Type)(grain.GrainId))
        {
            grain.Migrate(null, CancellationToken.None);
        }
    }
}
