using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Faults;
using SyncKit.Hosting;
using SyncKit.Notifications;

namespace SyncKit.Core.Tests.Notifications;

/// <summary>What the engine meets reaches people, once, and never stands in its way.</summary>
public sealed class EventTests
{
    private readonly Switchboard board = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Scene Scene => board.Scene;

    [Fact]
    public async Task A_lane_that_needs_attention_is_told_of_once_however_often_it_is_tried()
    {
        await using Host host = await ConnectedAsync();
        Scene.Shop.PutMany(3);
        Scene.Books.Refuse = _ => throw Failing.Throws(FailureKind.NeedsAttention, "books.reconnect");
        for (int i = 0; i < 20; i++)
        {
            await host.SyncAsync(Scene.Acme, TimeSpan.Zero);
            Scene.Time.Advance(TimeSpan.FromMinutes(16));
            await Switchboard.SendAsync(host);
        }

        NotificationGroup group = board.Mail.Sent.Should().ContainSingle().Subject.Groups.Single();
        (group.Kind, group.Subject, group.Code, group.Count).Should().Be((NotificationKind.NeedsReconnect, "acme/books/main", "books.reconnect", 1));
        group.Message.Should().Be("It went wrong: books.reconnect.");
        group.Remedy.Should().Be("Do something about it.");
    }

    [Fact]
    public async Task A_shop_that_needs_attention_is_told_of_and_withdrawn_when_it_heals_in_time()
    {
        await using Host host = await ConnectedAsync();
        Scene.Shop.BeforePage = _ => throw Failing.Throws(FailureKind.NeedsAttention, "shop.reconnect");
        await host.Engine.DiscoverAsync(Scene.Acme, new(), null, Token);
        Waiting(host).Should().Equal((NotificationKind.NeedsReconnect, "acme/shop/main"));

        Scene.Shop.BeforePage = null;
        Scene.Time.Advance(TimeSpan.FromMinutes(15));
        await host.DiscoverAsync(Scene.Acme);

        Waiting(host).Should().BeEmpty();
    }

    [Fact]
    public async Task Who_noted_it_and_died_is_followed_by_who_meets_it_again()
    {
        await using Host host = await ConnectedAsync();
        ConnectionStatus noted = new(ConnectionState.NeedsAttention, "books.reconnect", "It went wrong.", Scene.Time.GetUtcNow());
        await host.Connections.MarkAsync(Scene.Lane(Scene.Acme), noted, Token);
        Scene.Shop.PutMany(1);
        Scene.Books.Refuse = _ => throw Failing.Throws(FailureKind.NeedsAttention, "books.reconnect");

        await host.SyncAsync(Scene.Acme, TimeSpan.Zero);

        Waiting(host).Should().Equal((NotificationKind.NeedsReconnect, "acme/books/main"));
    }

    [Fact]
    public async Task A_lane_that_heals_in_time_is_not_told_of()
    {
        await using Host host = await ConnectedAsync();
        Scene.Shop.PutMany(1);
        Scene.Books.Refuse = _ => throw Failing.Throws(FailureKind.NeedsAttention, "books.reconnect");
        await host.SyncAsync(Scene.Acme, TimeSpan.Zero);
        Waiting(host).Should().ContainSingle();

        Scene.Books.Refuse = null;
        await host.Setup.ReconnectAsync(Scene.Lane(Scene.Acme), SyncKit.Credentials.CredentialSet.Of(("token", "n3w")), Token);
        await host.DrainAsync();

        Waiting(host).Should().BeEmpty();
        Scene.Books.Counting(Scene.Lane(Scene.Acme)).Should().ContainSingle();
    }

    [Fact]
    public async Task A_lane_is_told_of_once_it_was_limited_for_long_and_withdrawn_when_it_goes_on()
    {
        await using Host host = await ConnectedAsync();
        Scene.Shop.PutMany(1);
        Scene.Books.Refuse = _ => throw Failing.Throws(FailureKind.RateLimited, "books.limit", TimeSpan.FromMinutes(1));
        for (int minute = 0; minute < 10; minute++)
        {
            await host.SyncAsync(Scene.Acme, TimeSpan.Zero);
            Scene.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Waiting(host).Should().BeEmpty("it lasts for less than ten minutes");
        await host.SyncAsync(Scene.Acme, TimeSpan.Zero);
        Waiting(host).Should().Equal((NotificationKind.LanePaused, "acme/books/main"));
        Scene.Books.Refuse = null;
        Scene.Time.Advance(TimeSpan.FromMinutes(1));
        await host.SyncAsync(Scene.Acme);

        Waiting(host).Should().BeEmpty();
    }

    [Fact]
    public async Task Dead_letters_are_counted_named_and_told_of_once_by_all_hosts()
    {
        await using Host first = await ConnectedAsync();
        await using Host second = board.Start();
        await KillAsync(first, 3);
        await CountAsync(first, second, first);
        Scene.Time.Advance(TimeSpan.FromMinutes(1));
        await Switchboard.SendAsync(first);

        NotificationGroup group = board.Mail.Sent.Should().ContainSingle().Subject.Groups.Single();
        (group.Kind, group.Subject, group.Count, group.Figure).Should().Be((NotificationKind.DeadLetters, Scene.Flow, 1, 3));
        group.Message.Should().Be("3 records wait for a decision, most often because of books.account-gone, for example order 1: It went wrong: books.account-gone.");
        group.Remedy.Should().Be("Do something about it.");

        Scene.Time.Advance(TimeSpan.FromHours(2));
        await CountAsync(first, second);
        await Switchboard.SendAsync(first);
        board.Mail.Sent.Should().ContainSingle("they did not become more");

        await KillAsync(first, 20, first: 4);
        await CountAsync(second, first);
        Scene.Time.Advance(TimeSpan.FromMinutes(3));
        await Switchboard.SendAsync(first);
        board.Mail.Sent.Last().Groups.Single().Figure.Should().Be(23);
    }

    [Fact]
    public async Task Dead_letters_that_were_seen_to_are_forgotten()
    {
        await using Host host = await ConnectedAsync();
        await KillAsync(host, 1);
        await CountAsync(host);
        Waiting(host).Should().ContainSingle();
        await host.DeadLetters.DismissAsync(Scene.Flow, Scene.Record("1"), Token);
        await CountAsync(host);

        Waiting(host).Should().BeEmpty();
        await KillAsync(host, 1, first: 2);
        await CountAsync(host);
        Waiting(host).Should().ContainSingle();
    }

    [Fact]
    public async Task Fewer_dead_letters_than_asked_for_are_let_pass()
    {
        await using Host host = await ConnectedAsync(options => options.DeadLetterThreshold = 4);
        await KillAsync(host, 3);
        await CountAsync(host);
        Waiting(host).Should().BeEmpty();

        await KillAsync(host, 1, first: 4);
        await CountAsync(host);
        Waiting(host).Should().ContainSingle();
    }

    [Fact]
    public async Task A_host_counts_and_sends_by_itself()
    {
        await using Host host = await ConnectedAsync(background: true);
        await KillAsync(host, 1);
        await host.StartServicesAsync();
        await Scene.Time.DriveAsync(UntilAsync(() => !board.Mail.Sent.IsEmpty));
        await Scene.Time.DriveAsync(host.StopServicesAsync());

        board.Mail.Sent.Should().ContainSingle().Which.Groups.Should().ContainSingle(group => group.Kind == NotificationKind.DeadLetters);
    }

    [Fact]
    public async Task Work_goes_on_when_nothing_can_be_noted()
    {
        void Extend(SyncKitBuilder builder) => builder.Services.AddSingleton<INotificationStore, BrokenStore>();
        await using Host host = Scene.Start(extend: Extend);
        await Scene.ConnectAsync(host, Scene.Acme);
        Scene.Shop.PutMany(1);
        Scene.Books.Refuse = _ => throw Failing.Throws(FailureKind.NeedsAttention, "books.reconnect");
        await host.SyncAsync(Scene.Acme, TimeSpan.Zero);
        host.Log.Lines.Should().Contain(line => line.Id == 703);
        Scene.Books.Refuse = null;
        Scene.Time.Advance(TimeSpan.FromMinutes(16));

        await host.DrainAsync();

        await Scene.ShouldAgreeAsync(host);
        host.Log.Lines.Should().Contain(line => line.Id == 704);
    }

    private async Task<Host> ConnectedAsync(Action<NotificationOptions>? configure = null, bool background = false)
    {
        Host host = board.Start(configure, background);
        await Scene.ConnectAsync(host, Scene.Acme);
        return host;
    }

    private async Task KillAsync(Host host, int orders, int first = 1)
    {
        Scene.Shop.PutMany(orders, first);
        Scene.Books.Refuse = document => document.Kind == "Customer" ? null : Failing.With(FailureKind.Permanent, "books.account-gone");
        await host.SyncAsync(Scene.Acme);
        Scene.Books.Refuse = null;
    }

    private static async Task CountAsync(params Host[] hosts)
    {
        foreach (Host host in hosts)
        {
            await host.Services.GetRequiredService<DeadLetterNotices>().CountAsync(Scene.Acme, Token);
        }
    }

    private static (NotificationKind Kind, string Subject)[] Waiting(Host host) =>
    [
        .. host.Services.GetRequiredService<INotificationStore>().ListAsync(Scene.Acme, 100, Token).Result
            .Where(group => group.Count > 0)
            .Select(group => (group.Kind, group.Subject)),
    ];

    private static async Task UntilAsync(Func<bool> done)
    {
        while (!done())
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class BrokenStore : INotificationStore
    {
        public Task<bool> RecordAsync(Notification notification, TimeSpan delay, TimeSpan quiet, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("no disk");

        public Task<bool> WithdrawAsync(TenantId tenant, NotificationKind kind, string subject, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("no disk");

        public Task<NotificationGroup?> FindAsync(
            TenantId tenant, NotificationKind kind, string subject, string code, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("no disk");

        public Task<IReadOnlyList<NotificationGroup>> ListAsync(TenantId tenant, int most, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("no disk");
    }
}
