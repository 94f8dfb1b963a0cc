using System.Net;
using CsCheck;
using SyncKit.Orleans.Placement;

namespace SyncKit.Orleans.Tests.Placement;

public sealed class HomeChoiceTests
{
    private static readonly Gen<SiloAddress[]> Silos =
        Gen.Select(Gen.Int[1, 65_000], Gen.Int[1, 2_000_000_000], (port, generation) => SiloAddress.New(IPAddress.Loopback, port, generation))
            .Array[2, 12].Where(silos => silos.Distinct().Count() == silos.Length);

    private static GrainId[] Lanes(int count) =>
        [.. Enumerable.Range(1, count).Select(number => GrainId.Create("synckit.lane", $"tenant-{number:000}/quickbooks/main"))];

    [Fact]
    public void All_silos_choose_the_same_home_in_whatever_order_they_know_each_other() => Silos.Sample(silos =>
    {
        SiloAddress[] reversed = [.. silos.Reverse()];
        Lanes(20).Should().OnlyContain(lane => HomeChoice.Of(lane, silos).Equals(HomeChoice.Of(lane, reversed)));
    });

    [Fact]
    public void A_silo_that_goes_moves_only_what_it_had() => Silos.Sample(silos =>
    {
        SiloAddress[] left = [.. silos.Skip(1)];
        foreach (GrainId lane in Lanes(50))
        {
            SiloAddress before = HomeChoice.Of(lane, silos);
            SiloAddress after = HomeChoice.Of(lane, left);
            (before.Equals(after) || before.Equals(silos[0])).Should().BeTrue();
        }
    });

    [Fact]
    public void Lanes_spread_evenly() => Gen.Int[2, 4].SelectMany(count => Silos.Select(silos => silos.Take(count).ToArray())).Sample(silos =>
    {
        const int lanes = 2000;
        double fair = (double)lanes / silos.Length;
        IEnumerable<int> counts = Lanes(lanes).GroupBy(lane => HomeChoice.Of(lane, silos)).Select(group => group.Count());
        counts.Should().HaveCount(silos.Length).And.OnlyContain(count => count > 0.75 * fair && count < 1.25 * fair);
    });
}
