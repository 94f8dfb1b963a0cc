using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace SyncKit.AspNetCore.Tests.Webhooks;

public sealed class DoorLimitTests : IDisposable
{
    private readonly TemporaryFile file = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task An_address_that_is_flooded_is_told_when_to_come_again_and_no_other_one_suffers()
    {
        await using DoorUnderTest door = await StartAsync(static limits => (limits.WebhookBurst, limits.WebhooksPerSecond) = (3, 1));
        Uri flooded = await door.OpenAsync("a");
        Uri calm = await door.OpenAsync("b");
        for (int i = 1; i <= 3; i++)
        {
            (await DeliverAsync(door, flooded, i)).Should().Be(200);
        }

        byte[] body = DoorTests.Order(4);
        using HttpResponseMessage refused = await door.PostAsync(flooded, body, DoorUnderTest.Sign(body));
        ((int)refused.StatusCode).Should().Be(429);
        refused.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(1));
        (await DeliverAsync(door, calm, 5)).Should().Be(200);
        time.Advance(TimeSpan.FromSeconds(1));
        (await DeliverAsync(door, flooded, 4)).Should().Be(200);
        (await DeliverAsync(door, flooded, 6)).Should().Be(429);
    }

    [Fact]
    public async Task Forgeries_at_one_address_do_not_keep_genuine_deliveries_from_another()
    {
        await using DoorUnderTest door = await StartAsync(static limits => limits.ForgeriesPerMinute = 5);
        Uri attacked = await door.OpenAsync("a");
        Uri calm = await door.OpenAsync("b");
        int[] statuses = await ForgeAsync(door, attacked, 8);

        statuses.Should().Equal(401, 401, 401, 401, 401, 429, 429, 429);
        (await DeliverAsync(door, calm, 1)).Should().Be(200);
        time.Advance(TimeSpan.FromMinutes(1));
        (await DeliverAsync(door, attacked, 1)).Should().Be(200);
    }

    [Fact]
    public async Task Guesses_at_addresses_are_cut_off_together_and_genuine_deliveries_go_on()
    {
        await using DoorUnderTest door = await StartAsync(static limits => limits.ForgeriesPerMinute = 5);
        Uri address = await door.OpenAsync();
        List<int> statuses = [];
        for (int i = 0; i < 8; i++)
        {
            statuses.AddRange(await ForgeAsync(door, door.UriOf($"guess-{i}"), 1));
        }

        statuses.Should().Equal(401, 401, 401, 401, 401, 429, 429, 429);
        (await DeliverAsync(door, address, 1)).Should().Be(200);
    }

    private Task<DoorUnderTest> StartAsync(Action<SyncKitEndpointOptions> limits) =>
        DoorUnderTest.StartAsync(file.Path, services => services.AddSingleton<TimeProvider>(time), limits);

    private static Task<int> DeliverAsync(DoorUnderTest door, Uri address, int order)
    {
        byte[] body = DoorTests.Order(order);
        return door.StatusAsync(address, body, DoorUnderTest.Sign(body));
    }

    private static async Task<int[]> ForgeAsync(DoorUnderTest door, Uri address, int times)
    {
        List<int> statuses = [];
        for (int i = 0; i < times; i++)
        {
            byte[] body = DoorTests.Order(i);
            statuses.Add(await door.StatusAsync(address, body, DoorUnderTest.Sign(body, "guess")));
        }

        return [.. statuses];
    }
}
