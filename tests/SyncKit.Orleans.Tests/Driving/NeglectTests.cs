using Microsoft.Extensions.Time.Testing;
using SyncKit.Orleans.Driving;

namespace SyncKit.Orleans.Tests.Driving;

public sealed class NeglectTests
{
    private readonly FakeTimeProvider time = new();
    private readonly Places places = new(2);
    private readonly List<string> taken = [];
    private readonly Neglect<string> neglect;
    private readonly TaskCompletionSource done = new();

    public NeglectTests() => neglect = new Neglect<string>(places, time);

    [Fact]
    public void What_stays_due_for_long_is_taken_once()
    {
        Look("lane");
        Pass(0.3);
        Look("lane", "new");
        taken.Should().BeEmpty();

        Pass(0.3);
        Look("lane", "new");
        Look("lane", "new");

        taken.Should().Equal("lane");
    }

    [Fact]
    public void What_was_taken_up_in_between_is_left_to_its_silo()
    {
        Look("lane");
        Pass(0.3);
        Look();
        Pass(0.3);

        Look("lane");

        taken.Should().BeEmpty();
    }

    [Fact]
    public void What_ended_and_is_due_again_is_taken_again()
    {
        Look("lane");
        Pass(1);
        Look("lane");
        done.SetResult();

        Look("lane");

        taken.Should().Equal("lane", "lane");
    }

    [Fact]
    public async Task Nothing_is_taken_without_a_free_place()
    {
        await places.EnterAsync(TestContext.Current.CancellationToken);
        await places.EnterAsync(TestContext.Current.CancellationToken);
        Look("lane");
        Pass(5);

        Look("lane");

        taken.Should().BeEmpty();
    }

    [Fact]
    public void No_more_is_taken_than_there_is_room_for()
    {
        Look("one", "two", "three");
        Pass(5);

        Look("one", "two", "three");

        taken.Should().Equal("one", "two");
    }

    private void Pass(double seconds) => time.Advance(TimeSpan.FromSeconds(seconds));

    private void Look(params string[] due)
    {
        foreach (string work in neglect.Keep(due))
        {
            neglect.Take(work, () =>
            {
                taken.Add(work);
                return done.Task;
            });
        }
    }
}
