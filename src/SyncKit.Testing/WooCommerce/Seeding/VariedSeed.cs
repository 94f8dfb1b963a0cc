namespace SyncKit.Testing.WooCommerce;

internal sealed class VariedSeed(SimulatedStore store, int seed)
{
    public IReadOnlyList<long> Fill(int count) => seed == 0 ? [] : UniformSeed.Fill(store, count);
}
