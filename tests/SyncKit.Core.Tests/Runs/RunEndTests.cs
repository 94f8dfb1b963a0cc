using SyncKit.Core.Tests.Notifications;
using SyncKit.Core.Tests.World;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.Notifications;
using SyncKit.Runs;

namespace SyncKit.Core.Tests.Runs;

/// <summary>How runs end, and who hears of it.</summary>
public sealed class RunEndTests
{
    private readonly Switchboard board = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Scene Scene => board.Scene;

    [Fact]
    public async Task A_run_whose_source_refuses_fails_and_people_are_told()
    {
        await using Host host = await ConnectedAsync();
        Scene.Shop.PutMany(8);
        Scene.Shop.BeforePage = page => _ = page == 2 ? throw Failing.Throws(FailureKind.Transient, "shop.away") : 0;

        SyncRun ended = await RunHosts.EndAsync(host, Scene, await RunHosts.StartAsync(host, new SyncOptions { Mode = SyncMode.Full }));

        ended.State.Should().Be(RunState.Failed);
        ended.Message.Should().Be("acme/shop/main could not be read: It went wrong: shop.away. Do something about it.");
        (ended.Progress.Read, ended.Progress.Waiting).Should().Be((3, 3), "the first page was committed");
        NotificationGroup group = await SentAsync(host);
        (group.Kind, group.Subject, group.Code).Should().Be((NotificationKind.RunDiffers, "shop/main/order", "run.failed"));
        group.Message.Should().StartWith("The full run of shop/main/order failed: acme/shop/main could not be read");
    }

    [Fact]
    public async Task A_run_of_which_records_are_held_ends_with_findings_and_people_are_told()
    {
        await using Host host = await ConnectedAsync();
        Scene.Shop.Put(new ShopOrder { Id = "old", Status = "refused" });
        await host.SyncAsync(Scene.Acme);
        Scene.Shop.PutMany(3);
        Scene.Shop.Put(new ShopOrder { Id = "r", Status = "refused" });
        Scene.Shop.Put(new ShopOrder { Id = "u", Total = "a lot" });

        SyncRun ended = await RunHosts.EndAsync(host, Scene, await RunHosts.StartAsync(host, new SyncOptions { Mode = SyncMode.Full }));

        ended.State.Should().Be(RunState.SucceededWithFindings);
        ended.Progress.Held.Should().Be(2);
        ended.Message.Should().StartWith("2 more records are held as dead letters than when it began");
        NotificationGroup group = await SentAsync(host);
        (group.Kind, group.Code).Should().Be((NotificationKind.RunDiffers, "run.held"));
    }

    [Fact]
    public async Task Polls_tell_nobody()
    {
        await using Host host = await ConnectedAsync();
        Scene.Shop.BeforePage = _ => throw Failing.Throws(FailureKind.Transient, "shop.away");
        SyncRun poll = await RunHosts.PollAsync(host, Scene.Acme);
        await RunHosts.WorkAsync(host);

        (await host.Runs.FindAsync(Scene.Acme, poll.Id, Token))!.State.Should().Be(RunState.Failed);
        await SendAsync(host);
        board.Mail.Sent.Should().BeEmpty();
    }

    [Fact]
    public async Task What_still_waits_after_a_while_is_named_and_not_waited_for()
    {
        await using Host host = await ConnectedAsync();
        Scene.Shop.PutMany(3);
        await host.Lanes.PauseAsync(Scene.Lane(Scene.Acme), Scene.Time.GetUtcNow().AddDays(1), Token);
        SyncRun run = await RunHosts.StartAsync(host, new SyncOptions { Mode = SyncMode.Full });
        int looks = 0;
        await RunHosts.WorkAsync(host);
        while (!(await host.Runs.FindAsync(Scene.Acme, run.Id, Token))!.IsEnded)
        {
            Scene.Time.Advance(TimeSpan.FromSeconds(1));
            looks += await RunHosts.StepAsync(host) is null ? 0 : 1;
        }

        SyncRun ended = (await host.Runs.FindAsync(Scene.Acme, run.Id, Token))!;
        ended.State.Should().Be(RunState.Succeeded);
        ended.Message.Should().Be("3 changes still waited for their turn 15 minutes later.");
        (ended.EndedAt - ended.Progress.ReadAt).Should().BeCloseTo(TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(31));
        looks.Should().BeLessThan(60, "it is looked at less and less often");
    }

    [Fact]
    public async Task An_error_of_the_program_fails_one_run_and_is_logged()
    {
        await using Host host = await ConnectedAsync();
        Scene.Shop.BeforePage = _ => throw new InvalidOperationException("a secret of the program");
        SyncRun run = await RunHosts.StartAsync(host, new SyncOptions());
        await RunHosts.WorkAsync(host);

        SyncRun ended = (await host.Runs.FindAsync(Scene.Acme, run.Id, Token))!;
        ended.State.Should().Be(RunState.Failed);
        ended.Message.Should().StartWith("It broke off with InvalidOperationException").And.NotContain("secret");
        host.Log.Lines.Should().Contain(line => line.Id == 801 && line.Text.Contains("a secret of the program"));
    }

    [Fact]
    public async Task A_stream_that_was_switched_off_meanwhile_is_named()
    {
        await using Host host = await ConnectedAsync();
        SyncRun run = await RunHosts.Queue(host).AddAsync(
            Scene.Acme, new RunRequest { Stream = RunHosts.Stream(Scene.Acme) with { Kind = "gone" } }, new RunOrigin(RunOriginKind.Person, "jane"), Token);
        await RunHosts.WorkAsync(host);

        (await host.Runs.FindAsync(Scene.Acme, run.Id, Token))!.Message.Should().StartWith("No flow that is switched on reads 'acme/shop/main/gone'");
    }

    private async Task<Host> ConnectedAsync()
    {
        Host host = board.Start();
        await Scene.ConnectAsync(host, Scene.Acme);
        return host;
    }

    private async Task SendAsync(Host host)
    {
        Scene.Time.Advance(TimeSpan.FromHours(1));
        await Switchboard.SendAsync(host);
    }

    private async Task<NotificationGroup> SentAsync(Host host)
    {
        await SendAsync(host);
        return board.Mail.Sent.SelectMany(message => message.Groups).Single(group => group.Kind == NotificationKind.RunDiffers);
    }
}
