using Microsoft.Extensions.Time.Testing;
using SyncKit.Orleans.Driving;

namespace SyncKit.Orleans.Tests.Driving;

public sealed class NeglectTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void What_stays_due_for_long_is_neglected()
    {
        Neglect<string> neglect = new(time);
        neglect.Keep(["lane"]);
        neglect.IsNeglected("lane").Should().BeFalse();

        time.Advance(TimeSpan.FromSeconds(2));
        neglect.Keep(["lane", "new"]);
        neglect.IsNeglected("lane").Should().BeFalse();
        time.Advance(TimeSpan.FromSeconds(1));
        neglect.Keep(["lane", "new"]);

        neglect.IsNeglected("lane").Should().BeTrue();
        neglect.IsNeglected("new").Should().BeFalse();
    }

    [Fact]
    public void What_was_taken_up_in_between_is_not()
    {
        Neglect<string> neglect = new(time);
        neglect.Keep(["lane"]);
        time.Advance(TimeSpan.FromSeconds(2));
        neglect.Keep([]);
        time.Advance(TimeSpan.FromSeconds(2));

        neglect.Keep(["lane"]);

        neglect.IsNeglected("lane").Should().BeFalse();
    }
}
