using SyncKit.Connecting;
using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Faults;
using SyncKit.Notifications;

namespace SyncKit.Core.Tests.Connecting;

public sealed class GrantUpkeepTests
{
    private static readonly Failure Dead = Failing.With(FailureKind.NeedsAttention, "books.reconnect");

    [Fact]
    public async Task An_end_is_told_of_once_with_60_30_and_7_days_left()
    {
        await using Desk desk = Desk.Open();
        await desk.ConnectAsync();
        DateTimeOffset end = desk.Scene.Time.GetUtcNow().AddDays(70);
        desk.Flow.Life = new GrantLife([new GrantEdge("hard", end, "It ends.", "Connect it again.")], null);
        List<int> told = [];
        for (int day = 0; day < 70; day++)
        {
            await desk.TendAsync();
            await desk.TendAsync();
            told.Add((int)(await EdgesAsync(desk)).Sum(group => group.Count));
            desk.Scene.Time.Advance(TimeSpan.FromDays(1));
        }

        told[9].Should().Be(0);
        (told[10], told[39]).Should().Be((1, 1));
        (told[40], told[62]).Should().Be((2, 2));
        (told[63], told[69]).Should().Be((3, 3));
        (await EdgesAsync(desk)).Select(group => group.Code).Should().BeEquivalentTo("books.grant-ends-hard-60", "books.grant-ends-hard-30", "books.grant-ends-hard-7");
    }

    [Fact]
    public async Task A_grant_that_died_parks_its_connection_and_is_told_of_once()
    {
        await using Desk desk = Desk.Open();
        await desk.ConnectAsync();
        desk.Flow.Life = new GrantLife([], Dead);

        await desk.TendAsync();
        await desk.TendAsync();

        (await desk.FindAsync())!.Status.Should().BeEquivalentTo(new { State = ConnectionState.NeedsAttention, Code = Dead.Code });
        NotificationGroup group = (await desk.Get<INotificationStore>().ListAsync(Scene.Acme, 10, Desk.Cancel)).Should().ContainSingle().Subject;
        (group.Kind, group.Code, group.Count).Should().Be((NotificationKind.NeedsReconnect, Dead.Code, 1));
        (await desk.Host.Audit.ListAsync(Scene.Acme, 100, Desk.Cancel)).Count(entry => entry.Action == "connection.needs-attention").Should().Be(1);
    }

    [Fact]
    public async Task A_grant_that_could_not_be_renewed_for_a_moment_is_left_alone()
    {
        await using Desk desk = Desk.Open();
        await desk.ConnectAsync();
        desk.Flow.Life = new GrantLife([], Failing.With(FailureKind.Transient, "books.unreachable"));

        await desk.TendAsync();

        (await desk.FindAsync())!.Status.State.Should().Be(ConnectionState.Connected);
    }

    [Fact]
    public async Task A_connection_that_is_switched_off_is_not_tended()
    {
        await using Desk desk = Desk.Open();
        await desk.ConnectAsync();
        await desk.Host.Setup.PauseAsync(desk.Books, Desk.Cancel);

        await desk.TendAsync();

        desk.Flow.Calls.Should().NotContain("tend");
    }

    private static async Task<IReadOnlyList<NotificationGroup>> EdgesAsync(Desk desk) =>
        [.. (await desk.Get<INotificationStore>().ListAsync(Scene.Acme, 100, Desk.Cancel)).Where(group => group.Kind == NotificationKind.TokenEdge)];
}
