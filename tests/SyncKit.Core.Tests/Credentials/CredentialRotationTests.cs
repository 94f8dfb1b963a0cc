using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Credentials;
using SyncKit.Testing.InMemory;

namespace SyncKit.Core.Tests.Credentials;

public sealed class CredentialRotationTests
{
    private readonly InMemoryStorage storage = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_come_under_the_active_key_and_stay_what_they_were()
    {
        ConnectionId[] connections = await FillAsync(250);
        using Vault vault = new(storage, Keys.Configured("k2", "k1"));
        Reports reports = new();
        StoredCredentials before = (await vault.Credentials.FindAsync(connections[7], "look", Cancel))!;

        RotationProgress end = await vault.Rotation.RotateAsync(reports, Cancel);

        end.Should().BeEquivalentTo(new RotationProgress("k2", 250, 250, []));
        end.IsComplete.Should().BeTrue();
        reports.All.Select(report => (report.Total, report.Done, report.Left))
            .Should().Equal(Enumerable.Range(0, 251).Select(done => (250L, (long)done, 250L - done)));
        (await vault.Rotation.KeyUsageAsync(Cancel)).Should().Equal(new KeyUsage("k2", 250, 0));
        (await vault.Credentials.SaveAsync(connections[7], before.Secrets, before.Version, "refreshed", Cancel)).Should().Be(2, "it was read before");
        using Vault later = new(storage, Keys.Configured("k2"));
        await ShouldHoldAsync(later, connections);
        (await later.AuditAsync(connections[9])).Select(entry => (entry.Action, entry.Reason)).Should().Equal(
            ("credentials.changed", "connect"), ("credentials.rewrapped", "rotate from key 'k1' to 'k2'"), ("credentials.read", "check"));
        (await later.Rotation.RotateAsync(null, Cancel)).Should().BeEquivalentTo(new RotationProgress("k2", 0, 0, []));
    }

    [Fact]
    public async Task The_secrets_are_not_encrypted_anew()
    {
        ConnectionId[] connections = await FillAsync(1);
        using Vault vault = new(storage, Keys.Configured("k2", "k1"));
        SealedCredentials before = (await vault.Sealed.FindAsync(connections[0], Cancel))!;

        await vault.Rotation.RotateAsync(null, Cancel);

        SealedCredentials after = (await vault.Sealed.FindAsync(connections[0], Cancel))!;
        after.Should().Be(before with { KeyId = "k2", WrappedKey = after.WrappedKey });
        after.WrappedKey.ToArray().Should().NotEqual(before.WrappedKey.ToArray());
    }

    [Theory]
    [InlineData("k1")]
    [InlineData("k2")]
    public async Task What_has_no_data_key_gets_one_even_under_the_active_key(string active)
    {
        ConnectionId old = Id(0);
        using Vault vault = new(storage, Keys.Configured(active, "k1", "k2"));
        SealedCredentials legacy = Legacy.Seal(old, "k1", Secret(0));
        await vault.Sealed.SaveAsync(old, legacy, 0, new AuditEntry(old.Tenant, default, "a", "b", "c", "d"), Cancel);
        (await vault.Rotation.KeyUsageAsync(Cancel)).Should().Equal(new KeyUsage("k1", 1, 1));

        (await vault.Rotation.RotateAsync(null, Cancel)).Should().BeEquivalentTo(new RotationProgress(active, 1, 1, []));

        (await vault.Rotation.KeyUsageAsync(Cancel)).Should().Equal(new KeyUsage(active, 1, 0));
        using Vault later = new(storage, Keys.Configured(active));
        await ShouldHoldAsync(later, [old]);
        (await later.Sealed.FindAsync(old, Cancel))!.Version.Should().Be(1);
    }

    [Fact]
    public async Task A_rotation_that_dies_at_any_step_goes_on_with_the_next_call()
    {
        for (int at = 1; ; at++)
        {
            InMemoryStorage own = new();
            ConnectionId[] connections = await FillAsync(5, own);
            await SealOldAsync(own, Id(5));
            Crash crash = new(at);
            using (Vault dying = new(own, Keys.Configured("k2", "k1"), crash))
            {
                await IgnoreAsync(() => dying.Rotation.RotateAsync(null, Cancel));
            }

            using Vault reader = new(own, Keys.Configured("k2", "k1"));
            await ShouldHoldAsync(reader, [.. connections, Id(5)]);
            (await reader.Rotation.RotateAsync(null, Cancel)).IsComplete.Should().BeTrue();
            using Vault later = new(own, Keys.Configured("k2"));
            await ShouldHoldAsync(later, [.. connections, Id(5)]);
            foreach (ConnectionId connection in connections)
            {
                (await later.AuditAsync(connection)).Count(entry => entry.Action == "credentials.rewrapped").Should().Be(1, "each was done once");
            }

            if (!crash.Happened)
            {
                at.Should().BeGreaterThan(2 * 8, "list, count, and one commit each, before and after");
                return;
            }
        }
    }

    [Fact]
    public async Task Savers_and_refreshers_go_on_during_a_rotation_and_nothing_is_lost()
    {
        ConnectionId[] connections = await FillAsync(40);
        using Vault old = new(storage, Keys.Configured("k1", "k2"));
        using Vault vault = new(storage, Keys.Configured("k2", "k1"));
        int[] saved = new int[connections.Length];
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task[] savers =
        [
            .. Enumerable.Range(0, 4).Select(saver => Task.Run(
                async () =>
                {
                    // Two hosts know of the new key, two do not yet.
                    ICredentialStore store = (saver % 2 == 0 ? old : vault).Credentials;
                    for (int turn = 0; !stop.IsCancellationRequested; turn++)
                    {
                        int i = ((turn * 4) + saver) % connections.Length;
                        StoredCredentials read = (await store.FindAsync(connections[i], "refresh", CancellationToken.None))!;
                        CredentialSet next = read.Secrets.With("count", $"{Count(read) + 1}");
                        if (await store.SaveAsync(connections[i], next, read.Version, "refreshed", CancellationToken.None) is not null)
                        {
                            Interlocked.Increment(ref saved[i]);
                        }
                    }
                },
                Cancel)),
        ];

        for (int pass = 0; pass < 20 || saved.Sum() < 400; pass++)
        {
            Cancel.ThrowIfCancellationRequested();
            (await vault.Rotation.RotateAsync(null, Cancel)).Failed.Should().BeEmpty();
            await Task.Yield();
        }

        await stop.CancelAsync();
        await Task.WhenAll(savers);
        (await vault.Rotation.RotateAsync(null, Cancel)).IsComplete.Should().BeTrue();

        using Vault later = new(storage, Keys.Configured("k2"));
        await ShouldHoldAsync(later, connections);
        for (int i = 0; i < connections.Length; i++)
        {
            StoredCredentials stored = (await later.Credentials.FindAsync(connections[i], "check", Cancel))!;
            Count(stored).Should().Be(saved[i], "every save that was answered is there");
            stored.Version.Should().Be(saved[i] + 1, "a rotation is no version");
        }

        (await later.Trail.VerifyAsync(connections[0].Tenant, null, Cancel)).IsIntact.Should().BeTrue();
    }

    [Fact]
    public async Task Two_hosts_may_rotate_at_once()
    {
        ConnectionId[] connections = await FillAsync(120);
        using Vault one = new(storage, Keys.Configured("k2", "k1"));
        using Vault two = new(storage, Keys.Configured("k2", "k1"));

        RotationProgress[] ends = await Task.WhenAll(
            Task.Run(() => one.Rotation.RotateAsync(null, Cancel), Cancel), Task.Run(() => two.Rotation.RotateAsync(null, Cancel), Cancel));

        ends.Should().OnlyContain(end => end.IsComplete);
        using Vault later = new(storage, Keys.Configured("k2"));
        await ShouldHoldAsync(later, connections);
        foreach (ConnectionId connection in connections)
        {
            (await later.AuditAsync(connection)).Count(entry => entry.Action == "credentials.rewrapped").Should().Be(1);
        }
    }

    [Fact]
    public async Task What_does_not_open_is_named_and_stays_and_the_rest_goes_on()
    {
        ConnectionId[] connections = await FillAsync(3);
        await FillAsync(1, storage, "k0", first: 3);
        using Vault vault = new(storage, Keys.Configured("k2", "k1"));
        SealedCredentials moved = (await vault.Sealed.FindAsync(connections[0], Cancel))!;
        await vault.Sealed.SaveAsync(connections[1], moved, null, new AuditEntry(connections[1].Tenant, default, "a", "b", "c", "d"), Cancel);

        RotationProgress end = await vault.Rotation.RotateAsync(null, Cancel);

        (end.Total, end.Done, end.Left, end.IsComplete).Should().Be((4, 2, 0, false));
        end.Failed.Select(failure => failure.Connection).Should().Equal(connections[1], Id(3));
        end.Failed[0].Reason.Should().Contain(connections[1].ToString()).And.Contain("'k1'");
        end.Failed[1].Reason.Should().Be($"The credentials of '{Id(3)}' need the key 'k0': the key is not configured. Set Keys:k0.");
        (await vault.Rotation.KeyUsageAsync(Cancel)).Should().Equal(new KeyUsage("k0", 1, 0), new KeyUsage("k1", 1, 0), new KeyUsage("k2", 2, 0));
        (await vault.AuditAsync(Id(3))).Select(entry => entry.Action).Should().Equal("credentials.changed", "credentials.open-failed");
    }

    [Fact]
    public async Task A_key_service_that_goes_down_ends_it_and_it_goes_on_later()
    {
        RemoteKeys service = new("k1", "k2");
        ConnectionId[] connections = await FillAsync(10, provider: service);
        service.Active = "k2";
        using Vault vault = new(storage, service);
        int reports = 0;
        Reports until = new() { Then = () => service.IsDown = ++reports == 5 };

        (await FluentActions.Awaiting(() => vault.Rotation.RotateAsync(until, Cancel)).Should().ThrowAsync<CredentialException>())
            .Which.IsTransient.Should().BeTrue();
        until.All[^1].Should().BeEquivalentTo(new RotationProgress("k2", 10, 4, []));
        service.IsDown = false;

        (await vault.Rotation.RotateAsync(null, Cancel)).Should().BeEquivalentTo(new RotationProgress("k2", 6, 6, []));
        service.Remove("k1");
        using Vault later = new(storage, service);
        await ShouldHoldAsync(later, connections);
    }

    [Fact]
    public async Task A_key_that_becomes_active_during_a_rotation_is_the_one_at_its_end()
    {
        RemoteKeys service = new("k1", "k2", "k3");
        ConnectionId[] connections = await FillAsync(150, provider: service);
        service.Active = "k2";
        using Vault vault = new(storage, service);
        Reports reports = new();
        reports = new Reports { Then = () => service.Active = reports.All.Count == 50 ? "k3" : service.Active };

        RotationProgress end = await vault.Rotation.RotateAsync(reports, Cancel);

        end.Should().BeEquivalentTo(new RotationProgress("k3", 150, 150, []));
        (await vault.Rotation.KeyUsageAsync(Cancel)).Should().Equal(new KeyUsage("k3", 150, 0));
        await ShouldHoldAsync(vault, connections);
    }

    [Fact]
    public async Task A_cancelled_rotation_keeps_what_it_did()
    {
        await FillAsync(10);
        using Vault vault = new(storage, Keys.Configured("k2", "k1"));
        using CancellationTokenSource stop = new();
        int reports = 0;

        await FluentActions.Awaiting(() => vault.Rotation.RotateAsync(new Reports { Then = () => Stop(++reports == 4, stop) }, stop.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        (await vault.Rotation.KeyUsageAsync(Cancel)).Should().Equal(new KeyUsage("k1", 7, 0), new KeyUsage("k2", 3, 0));
    }

    private static void Stop(bool now, CancellationTokenSource stop)
    {
        if (now)
        {
            stop.Cancel();
        }
    }

    private static ConnectionId Id(int number) => ConnectionId.Parse($"tenant-{number % 7}/books/c{number:000}");

    private static CredentialSet Secret(int number) => CredentialSet.Of(("token", $"token of {number}"));

    private static int Count(StoredCredentials stored) =>
        int.Parse(stored.Secrets.Find("count")?.Reveal() ?? "0", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task IgnoreAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (CrashException)
        {
            // The test looks at what is left.
        }
    }

    private static async Task ShouldHoldAsync(Vault vault, IReadOnlyList<ConnectionId> connections)
    {
        foreach (ConnectionId connection in connections)
        {
            int number = int.Parse(connection.Name[1..], System.Globalization.CultureInfo.InvariantCulture);
            (await vault.Credentials.FindAsync(connection, "check", Cancel))!.Secrets.Find("token")!.Reveal().Should().Be($"token of {number}");
        }
    }

    private static async Task SealOldAsync(InMemoryStorage own, ConnectionId connection)
    {
        int number = int.Parse(connection.Name[1..], System.Globalization.CultureInfo.InvariantCulture);
        using Vault vault = new(own, Keys.Configured("k1"));
        await vault.Sealed.SaveAsync(
            connection, Legacy.Seal(connection, "k1", Secret(number)), 0, new AuditEntry(connection.Tenant, default, "a", "b", "c", "d"), Cancel);
    }

    private async Task<ConnectionId[]> FillAsync(
        int count, InMemoryStorage? own = null, string key = "k1", int first = 0, IKeyProvider? provider = null)
    {
        using Vault vault = new(own ?? storage, provider ?? Keys.Configured(key));
        ConnectionId[] connections = [.. Enumerable.Range(first, count).Select(Id)];
        for (int i = 0; i < count; i++)
        {
            await vault.Credentials.SaveAsync(connections[i], Secret(first + i), 0, "connect", Cancel);
        }

        return connections;
    }
}
