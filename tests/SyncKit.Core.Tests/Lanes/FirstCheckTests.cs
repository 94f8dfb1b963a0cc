using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Core.Tests.World;

namespace SyncKit.Core.Tests.Lanes;

public sealed class FirstCheckTests
{
    private readonly Scene scene = new();
    private readonly Books books = new();

    [Fact]
    public async Task A_setting_that_cannot_work_parks_the_connection_before_anything_is_written()
    {
        books.Findings.Add(new Finding(FindingSeverity.Error, "depositAccount", "The setting depositAccount names no account."));
        await using Host host = await StartAsync();
        scene.Shop.PutMany(2);
        await host.SyncAsync(Scene.Acme);
        scene.Books.Of(Lane).Should().BeEmpty();
        ConnectionStatus status = (await host.Connections.FindAsync(Lane, Cancel))!.Status;
        status.State.Should().Be(ConnectionState.NeedsAttention);
        status.Code.Should().Be("connection.check");
        status.Message.Should().StartWith("The setting depositAccount names no account.");

        books.Findings.Clear();
        scene.Time.Advance(TimeSpan.FromMinutes(16));
        await host.DrainAsync();
        await scene.ShouldAgreeAsync(host);
        (await host.Connections.FindAsync(Lane, Cancel))!.Status.State.Should().Be(ConnectionState.Connected);
    }

    [Fact]
    public async Task Settings_that_passed_are_not_checked_again_until_they_change()
    {
        await using (Host host = await StartAsync())
        {
            scene.Shop.PutMany(1);
            await host.SyncAsync(Scene.Acme);
            books.Checks.Should().Be(1);
        }

        await using Host next = scene.Start(extend: Register);
        scene.Shop.PutMany(2);
        await next.SyncAsync(Scene.Acme);
        books.Checks.Should().Be(1, "another process knows as well");

        await next.Connections.SaveAsync(Lane, """{"changed":true}""", Cancel);
        scene.Shop.PutMany(3);
        await next.SyncAsync(Scene.Acme);
        books.Checks.Should().Be(2);
    }

    [Fact]
    public async Task Warnings_and_an_account_out_of_reach_park_nothing()
    {
        books.Findings.Add(new Finding(FindingSeverity.Warning, "taxCode", "No tax code is set."));
        books.Findings.Add(new Finding(FindingSeverity.Error, Finding.OfConnection, "It cannot be reached."));
        await using Host host = await StartAsync();
        scene.Shop.PutMany(1);
        await host.SyncAsync(Scene.Acme);
        await scene.ShouldAgreeAsync(host);
        (await host.Connections.FindAsync(Lane, Cancel))!.Status.State.Should().Be(ConnectionState.Connected);
    }

    private static ConnectionId Lane => Scene.Lane(Scene.Acme);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<Host> StartAsync()
    {
        Host host = scene.Start(extend: Register);
        await Scene.ConnectAsync(host, Scene.Acme);
        return host;
    }

    private void Register(SyncKitBuilder builder) => builder.Services.AddSingleton<IConnector>(books);

    private sealed class Books : IConnector
    {
        public List<Finding> Findings { get; } = [];

        public int Checks { get; private set; }

        public string Name => "books";

        public Task<IReadOnlyList<Finding>> CheckAsync(Connection connection, CancellationToken cancellationToken)
        {
            Checks++;
            return Task.FromResult<IReadOnlyList<Finding>>([.. Findings]);
        }
    }
}
