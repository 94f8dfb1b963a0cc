using SyncKit.Orleans.Driving;

namespace SyncKit.Orleans.Tests.Driving;

public sealed class PlacesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_has_waited_longest_is_let_in_first()
    {
        Places places = new(2);
        await places.EnterAsync(Token);
        await places.EnterAsync(Token);
        Task first = places.EnterAsync(Token);
        Task second = places.EnterAsync(Token);

        places.Leave();
        await first;

        second.IsCompleted.Should().BeFalse();
        places.IsCrowded.Should().BeTrue();
        places.Leave();
        await second;
        places.IsCrowded.Should().BeFalse();
    }

    [Fact]
    public async Task A_place_goes_past_those_who_gave_up()
    {
        Places places = new(1);
        using CancellationTokenSource impatience = new();
        await places.EnterAsync(Token);
        Task gone = places.EnterAsync(impatience.Token);
        Task patient = places.EnterAsync(Token);

        await impatience.CancelAsync();
        places.Leave();

        await patient;
        await gone.Invoking(waiting => waiting).Should().ThrowAsync<OperationCanceledException>();
        places.Leave();
        places.EnterAsync(Token).IsCompletedSuccessfully.Should().BeTrue("the place was not lost with the one who gave up");
    }

    [Fact]
    public async Task No_more_are_in_than_there_are_places()
    {
        Places places = new(3);
        int inside = 0;
        int most = 0;

        await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
        {
            await places.EnterAsync(Token);
            int now = Interlocked.Increment(ref inside);
            InterlockedMax(ref most, now);
            await Task.Yield();
            Interlocked.Decrement(ref inside);
            places.Leave();
        }));

        most.Should().BeLessThanOrEqualTo(3).And.BeGreaterThan(0);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (int seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
