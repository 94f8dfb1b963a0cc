using CsCheck;
using SyncKit.Core.Tests.World;
using SyncKit.Faults;

namespace SyncKit.Core.Tests.Lanes;

/// <summary>Whatever happens in whatever order: in the end the books hold what the shop holds, each once.</summary>
public sealed class ScriptProperties
{
    private static readonly string[] Statuses = ["completed", "completed", "completed", "pending", "cancelled"];

    [Fact]
    public Task Books_equal_the_shop_after_any_script() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[1, 5], Gen.Int[1, 60], Gen.Int[0, 4]).List[1, 14]
            .SampleAsync(async steps => await PlayAsync(steps), iter: 200, threads: 1, print: steps => string.Join(" ", steps));

    private static async Task PlayAsync(List<(int Act, int Id, int Number, int Status)> steps)
    {
        Scene scene = new();
        Host host = await scene.StartConnectedAsync(options => options.MaxAttempts = 50);
        try
        {
            int calls = 0;
            HashSet<int> mishaps = [];
            scene.Books.OnSend = (_, intent) => ++calls is var call && mishaps.Remove(call % 7)
                ? (call % 4) switch
                {
                    0 => Failing.LosesAnswer,
                    1 => Failing.LosesCall,
                    2 => new Mishap(Failing.With(FailureKind.RateLimited, "books.throttled", TimeSpan.FromSeconds(3)), IsLost: true),
                    _ => new Mishap(Failing.With(FailureKind.Transient, "books.away"), IsLost: true),
                }
                : null;
            foreach ((int act, int id, int number, int status) in steps)
            {
                switch (act)
                {
                    case 0 or 1:
                        scene.Shop.Put(new ShopOrder
                        {
                            Id = $"{id}",
                            Total = $"{number}.25",
                            Status = Statuses[status],
                            Method = id == 1 ? "invoice" : "card",
                            Email = $"{id % 3}@example.com",
                        });
                        break;
                    case 2:
                        scene.Shop.Remove($"{id}");
                        break;
                    case 3:
                        mishaps.Add(number % 7);
                        break;
                    case 4:
                        await host.SyncAsync(Scene.Acme, TimeSpan.FromSeconds(number));
                        break;
                    case 5:
                        await host.DisposeAsync();
                        host = scene.Start();
                        break;
                    default:
                        await DieAsync(scene, new Crash(number));
                        break;
                }
            }

            scene.Books.OnSend = null;
            await host.SyncAsync(Scene.Acme, TimeSpan.FromHours(2));
            await host.Engine.SweepAsync(Scene.Acme);
            await host.DrainAsync(TimeSpan.FromHours(2));
            await scene.ShouldAgreeAsync(host);
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    private static async Task DieAsync(Scene scene, Crash crash)
    {
        await using Host host = scene.Start(crash);
        try
        {
            await host.SyncAsync(Scene.Acme, TimeSpan.FromSeconds(30));
        }
        catch (CrashException)
        {
            crash.Happened.Should().BeTrue();
        }
    }
}
