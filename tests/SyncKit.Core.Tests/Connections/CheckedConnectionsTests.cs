using Microsoft.Extensions.DependencyInjection;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Core.Tests.World;
using SyncKit.Faults;

namespace SyncKit.Core.Tests.Connections;

public sealed class CheckedConnectionsTests
{
    private readonly Scene scene = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ConnectionId Lane => Scene.Lane(Scene.Acme);

    [Fact]
    public async Task Settings_that_the_account_takes_are_stored_and_in_the_trail()
    {
        await using Host host = await StartAsync();

        SettingsChange change;
        using (Actor.Begin("user:jane"))
        {
            change = await host.Setup.UpdateSettingsAsync(Lane, """{"account":"1"}""", expectedVersion: 1, cancellationToken: Cancel);
        }

        change.IsAccepted.Should().BeTrue();
        change.Connection!.Settings.Version.Should().Be(2);
        change.Findings.Should().ContainSingle().Which.Severity.Should().Be(FindingSeverity.Warning);
        AuditEntry entry = (await host.Audit.ListAsync(Scene.Acme, 1, Cancel)).Single();
        (entry.Action, entry.Subject, entry.Reason, entry.Actor)
            .Should().Be(("connection.settings-changed", "acme/books/main", "version 2", "user:jane"));
    }

    [Fact]
    public async Task Settings_with_an_error_are_refused_and_nothing_changes()
    {
        await using Host host = await StartAsync();

        SettingsChange change = await host.Setup.UpdateSettingsAsync(Lane, """{"wrong":true}""", expectedVersion: 1, cancellationToken: Cancel);

        (change.IsAccepted, change.IsOutdated).Should().Be((false, false));
        change.Findings.Should().Contain(finding => finding.Setting == "wrong");
        (await host.Connections.FindAsync(Lane, Cancel))!.Settings.Json.Should().Be("{}");
    }

    [Fact]
    public async Task Settings_for_an_older_version_are_refused_before_the_account_is_asked()
    {
        await using Host host = await StartAsync();

        SettingsChange change = await host.Setup.UpdateSettingsAsync(Lane, """{"wrong":true}""", expectedVersion: 7, cancellationToken: Cancel);

        change.IsOutdated.Should().BeTrue();
        change.Connection.Should().BeNull();
        Connector(host).Checks.Should().Be(0);
    }

    [Fact]
    public async Task Settings_that_somebody_else_changed_during_the_check_are_left()
    {
        await using Host host = await StartAsync();
        Connector(host).During = () => host.Connections.SaveAsync(Lane, """{"theirs":1}""", Cancel);

        SettingsChange change = await host.Setup.UpdateSettingsAsync(Lane, """{"mine":1}""", cancellationToken: Cancel);

        change.IsOutdated.Should().BeTrue();
        (await host.Connections.FindAsync(Lane, Cancel))!.Settings.Json.Should().Be("""{"theirs":1}""");
    }

    [Fact]
    public async Task A_parked_connection_works_again_once_its_check_passes()
    {
        await using Host host = await StartAsync();
        await host.Connections.MarkAsync(Lane, new ConnectionStatus(ConnectionState.NeedsAttention, "books.gone", "It is gone.", scene.Time.GetUtcNow()), Cancel);
        await host.Lanes.PauseAsync(Lane, scene.Time.GetUtcNow().AddHours(1), Cancel);

        (await Checked(host).CheckAsync(Lane, Cancel)).Should().ContainSingle();

        (await host.Connections.FindAsync(Lane, Cancel))!.Status.State.Should().Be(ConnectionState.Connected);
        (await host.Lanes.AcquireLaneAsync(Lane, "test", TimeSpan.FromMinutes(1), Cancel)).Should().NotBeNull("its pause is over");
    }

    [Fact]
    public async Task A_parked_connection_stays_parked_while_its_check_finds_errors()
    {
        await using Host host = await StartAsync();
        await host.Connections.SaveAsync(Lane, """{"wrong":true}""", Cancel);
        await host.Connections.MarkAsync(Lane, new ConnectionStatus(ConnectionState.NeedsAttention, "books.gone", "It is gone.", scene.Time.GetUtcNow()), Cancel);

        await Checked(host).CheckAsync(Lane, Cancel);

        (await host.Connections.FindAsync(Lane, Cancel))!.Status.State.Should().Be(ConnectionState.NeedsAttention);
    }

    [Fact]
    public async Task A_connection_is_added_once()
    {
        await using Host host = await StartAsync();
        ConnectionId second = new(Scene.Acme, "books", "second");

        (await Checked(host).AddAsync(second, "{}", Cancel))!.Settings.Version.Should().Be(1);
        (await Checked(host).AddAsync(second, """{"other":1}""", Cancel)).Should().BeNull();
        (await Checked(host).CheckAsync(new ConnectionId(Scene.Acme, "books", "third"), Cancel)).Should().BeNull();
        await FluentActions.Awaiting(() => Checked(host).AddAsync(new ConnectionId(Scene.Acme, "nothing", "x"), "{}", Cancel))
            .Should().ThrowAsync<ArgumentException>().WithMessage("This host has no connector 'nothing', but: books.*");
    }

    [Fact]
    public async Task An_account_that_cannot_be_reached_changes_nothing()
    {
        await using Host host = await StartAsync();
        Connector(host).During = () => throw Failing.Throws(FailureKind.Transient, "books.down");

        await FluentActions.Awaiting(() => host.Setup.UpdateSettingsAsync(Lane, """{"a":1}""", expectedVersion: 1, cancellationToken: Cancel)).Should().ThrowAsync<ConnectorException>();

        (await host.Connections.FindAsync(Lane, Cancel))!.Settings.Version.Should().Be(1);
    }

    private async Task<Host> StartAsync()
    {
        Host host = scene.Start(extend: builder => builder.AddConnector<PickyConnector>());
        await Scene.ConnectAsync(host, Scene.Acme);
        return host;
    }

    private static CheckedConnections Checked(Host host) => host.Services.GetRequiredService<CheckedConnections>();

    private static PickyConnector Connector(Host host) => host.Services.GetServices<IConnector>().OfType<PickyConnector>().Single();

    /// <summary>Takes no settings that have the word wrong in them, and always has something to remark.</summary>
    private sealed class PickyConnector : IConnector
    {
        public string Name => "books";

        public int Checks { get; private set; }

        public Func<Task>? During { get; set; }

        public async Task<IReadOnlyList<Finding>> CheckAsync(Connection connection, CancellationToken cancellationToken)
        {
            Checks++;
            await (During?.Invoke() ?? Task.CompletedTask);
            Finding remark = new(FindingSeverity.Warning, "books", "Nothing to see.");
            return connection.Settings.Json.Contains("wrong", StringComparison.Ordinal)
                ? [remark, new Finding(FindingSeverity.Error, "wrong", "The setting 'wrong' is wrong: leave it out.")]
                : [remark];
        }
    }
}
