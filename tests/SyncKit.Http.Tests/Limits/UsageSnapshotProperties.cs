using CsCheck;

namespace SyncKit.Http.Tests.Limits;

public sealed class UsageSnapshotProperties
{
    private static readonly RateWindow Minute = new(100, TimeSpan.FromMinutes(1));
    private static readonly TimeSpan Now = TimeSpan.FromHours(1);

    [Fact]
    public void A_snapshot_keeps_every_start_and_makes_none_older_nor_much_younger() =>
        Gen.Int[0, 59_999].Array[1, 100].Sample(
            ages =>
            {
                var window = new StartWindow(Minute, Minute.Length);
                Array.ForEach(ages, age => window.Add(Now - TimeSpan.FromMilliseconds(age), 1));

                var read = UsageSnapshot.Parse(UsageSnapshot.Write([window], [], Now, DateTimeOffset.UnixEpoch, TimeSpan.Zero)).Starts
                    .SelectMany(s => Enumerable.Repeat((int)s.Age.TotalMilliseconds, s.Count)).Order().ToArray();

                read.Should().HaveCount(ages.Length);
                read.Zip(ages.Order()).Should().OnlyContain(p => p.First <= p.Second && p.First >= p.Second - Math.Max(50, p.Second / 10));
            },
            iter: 1000);

    [Fact]
    public void A_window_opens_when_its_oldest_counted_start_leaves_in_whatever_order_starts_are_told() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[0, 1000].Array[0, 20]).Sample(
            (permits, starts) =>
            {
                var window = new StartWindow(new RateWindow(permits, TimeSpan.FromMilliseconds(100)), TimeSpan.FromMilliseconds(102));
                Array.ForEach(starts, at => window.Add(TimeSpan.FromMilliseconds(at), 1));

                var expected = starts.Length < permits
                    ? TimeSpan.MinValue
                    : TimeSpan.FromMilliseconds(starts.OrderDescending().ElementAt(permits - 1) + 102);
                window.NextStart.Should().Be(expected);
            },
            iter: 1000);
}
