namespace SyncKit.Orleans.Placement;

/// <summary>
/// Chooses a grain's home among the silos by the highest of the weights that the grain gives each. All silos choose the same without asking anybody, the grains spread
/// evenly from the first on, and a silo that comes or goes moves only the grains that it takes or leaves. Load does not count: a lane waits for its
/// books most of the time, and a placement by load would leave them all on the silo that was there first.
/// </summary>
internal static class HomeChoice
{
    /// <param name="grain">The grain.</param>
    /// <param name="silos">The silos that could hold it; at least one.</param>
    public static SiloAddress Of(GrainId grain, IReadOnlyList<SiloAddress> silos)
    {
        ulong key = (ulong)grain.GetUniformHashCode() << 32;
        SiloAddress home = silos[0];
        ulong highest = 0;
        foreach (SiloAddress silo in silos)
        {
            ulong weight = Mix(key | (uint)silo.GetConsistentHashCode());
            if (weight > highest || (weight == highest && silo.CompareTo(home) < 0))
            {
                (highest, home) = (weight, silo);
            }
        }

        return home;
    }

    /// <summary>Spreads every bit of the input over all bits (the finalizer of SplitMix64).</summary>
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
