using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Notifications;

namespace SyncKit.Core.Tests.Notifications;

public sealed class LanePausesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly ConnectionId Lane = Scene.Lane(Scene.Acme);

    private readonly LanePauses pauses = new(Minute * 10);

    [Fact]
    public void A_lane_that_keeps_failing_is_told_of_from_the_threshold_on_with_its_beginning()
    {
        Enumerable.Range(0, 13).Select(minute => pauses.Failed(Lane, Minute, Start + (Minute * minute)))
            .Should().Equal([.. Enumerable.Repeat((DateTimeOffset?)null, 10), Start, Start, Start]);
    }

    [Fact]
    public void One_long_pause_is_told_of_at_once()
    {
        pauses.Failed(Lane, Minute * 9, Start).Should().BeNull();
        pauses.Failed(Scene.Lane(new TenantId("other")), Minute * 10, Start).Should().Be(Start);
    }

    [Fact]
    public void A_lane_that_got_through_starts_anew()
    {
        pauses.Worked(Lane).Should().BeFalse();
        pauses.Failed(Lane, Minute, Start);
        pauses.Worked(Lane).Should().BeTrue();

        pauses.Failed(Lane, Minute, Start + (Minute * 20)).Should().BeNull();
        pauses.Failed(Lane, Minute, Start + (Minute * 30)).Should().Be(Start + (Minute * 20));
    }

    [Fact]
    public void What_was_not_heard_of_for_long_is_forgotten_but_not_while_the_lane_pauses()
    {
        pauses.Failed(Lane, Minute, Start);
        pauses.Failed(Lane, Minute, Start + (Minute * 32)).Should().BeNull("another host may have got through");

        pauses.Failed(Lane, Minute * 120, Start + (Minute * 33));
        pauses.Failed(Lane, Minute, Start + (Minute * 154)).Should().Be(Start + (Minute * 32));
    }

    [Fact]
    public void Lanes_are_told_apart()
    {
        pauses.Failed(Lane, Minute, Start);

        pauses.Failed(Scene.Lane(new TenantId("other")), Minute, Start + (Minute * 11)).Should().BeNull();
    }
}
