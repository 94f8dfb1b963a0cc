using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Credentials;
using SyncKit.Testing.InMemory;

namespace SyncKit.Core.Tests.Credentials;

public sealed class CredentialStoreTests
{
    private static readonly ConnectionId Books = ConnectionId.Parse("acme/books/main");
    private static readonly CredentialSet Secrets = CredentialSet.Of(("token", "t0ken"));

    private readonly InMemoryStorage storage = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_read_and_change_says_who_why_and_when()
    {
        using Vault vault = new(storage, Keys.Configured("k1"));

        await vault.Credentials.SaveAsync(Books, Secrets, 0, "connect", Cancel);
        using (Actor.Begin("user:jane"))
        {
            await vault.Credentials.FindAsync(Books, "look", Cancel);
            vault.Time.Advance(TimeSpan.FromHours(1));
            await vault.Credentials.DeleteAsync(Books, "disconnect", Cancel);
        }

        await vault.Credentials.DeleteAsync(Books, "again", Cancel);
        await vault.Credentials.FindAsync(Books, "nothing there", Cancel);

        (await vault.AuditAsync(Books)).Should().Equal(
            new AuditEntry(Books.Tenant, vault.Time.Start, "credentials.changed", "acme/books/main", "connect", "engine"),
            new AuditEntry(Books.Tenant, vault.Time.Start, "credentials.read", "acme/books/main", "look", "user:jane"),
            new AuditEntry(Books.Tenant, vault.Time.GetUtcNow(), "credentials.deleted", "acme/books/main", "disconnect", "user:jane"));
        (await vault.Trail.VerifyAsync(Books.Tenant, null, Cancel)).Should().Match<AuditVerification>(found => found.IsIntact && found.Entries == 3);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task Nothing_is_read_or_changed_without_a_reason(string? reason)
    {
        using Vault vault = new(storage, Keys.Configured("k1"));

        await FluentActions.Awaiting(() => vault.Credentials.FindAsync(Books, reason!, Cancel)).Should().ThrowAsync<ArgumentException>();
        await FluentActions.Awaiting(() => vault.Credentials.SaveAsync(Books, Secrets, 0, reason!, Cancel)).Should().ThrowAsync<ArgumentException>();
        await FluentActions.Awaiting(() => vault.Credentials.DeleteAsync(Books, reason!, Cancel)).Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task What_does_not_open_is_in_the_trail_as_such_and_not_as_read()
    {
        using (Vault first = new(storage, Keys.Configured("k1")))
        {
            await first.Credentials.SaveAsync(Books, Secrets, 0, "connect", Cancel);
        }

        using Vault other = new(storage, Keys.Configured("k2"));
        await FluentActions.Awaiting(() => other.Credentials.FindAsync(Books, "call", Cancel)).Should().ThrowAsync<CredentialException>();

        (await other.AuditAsync(Books)).Select(entry => (entry.Action, entry.Reason)).Should().Equal(
            ("credentials.changed", "connect"), ("credentials.open-failed", "call (key 'k1')"));
    }

    [Fact]
    public async Task A_secret_whose_reading_cannot_be_noted_is_not_handed_out()
    {
        using (Vault vault = new(storage, Keys.Configured("k1")))
        {
            await vault.Credentials.SaveAsync(Books, Secrets, 0, "connect", Cancel);
        }

        // Steps 1 and 2 are the read of the row; the third is the note in the trail.
        using Vault broken = new(storage, Keys.Configured("k1"), new Crash(3));
        Func<Task<StoredCredentials?>> read = () => broken.Credentials.FindAsync(Books, "call", Cancel);

        await read.Should().ThrowAsync<CrashException>().WithMessage("*before AppendAsync*");
    }

    [Fact]
    public async Task A_key_provider_that_is_down_is_transient_and_ends_a_refresh_before_it_begins()
    {
        RemoteKeys service = new("k1");
        using Vault vault = new(storage, service);
        await vault.Credentials.SaveAsync(Books, Secrets, 0, "connect", Cancel);
        service.IsDown = true;

        Func<Task> read = () => vault.Credentials.FindAsync(Books, "call", Cancel);
        Func<Task> save = () => vault.Credentials.SaveAsync(Books, Secrets, 1, "change", Cancel);
        Func<Task> begin = () => vault.Credentials.TryBeginRefreshAsync(Books, "me", TimeSpan.FromMinutes(3), Cancel);
        foreach (Func<Task> call in new[] { read, save, begin })
        {
            (await call.Should().ThrowAsync<CredentialException>()).Which.IsTransient.Should().BeTrue();
        }

        service.IsDown = false;
        (await vault.Credentials.TryBeginRefreshAsync(Books, "another", TimeSpan.FromMinutes(3), Cancel)).Should().BeTrue("the claim was given back");
        (await vault.AuditAsync(Books)).Select(entry => entry.Action).Should().Equal("credentials.changed");
    }

    [Fact]
    public async Task A_refresh_that_has_begun_is_saved_though_the_key_provider_goes_down()
    {
        RemoteKeys service = new("k1");
        using Vault vault = new(storage, service);
        await vault.Credentials.SaveAsync(Books, Secrets, 0, "connect", Cancel);
        (await vault.Credentials.TryBeginRefreshAsync(Books, "me", TimeSpan.FromMinutes(3), Cancel)).Should().BeTrue();
        service.IsDown = true;

        (await vault.Credentials.SaveAsync(Books, Secrets, 7, "refreshed", Cancel)).Should().BeNull("the version is another");
        (await vault.Credentials.SaveAsync(Books, CredentialSet.Of(("token", "new")), 1, "refreshed", Cancel)).Should().Be(2);
        await vault.Credentials.EndRefreshAsync(Books, "me", Cancel);

        Func<Task> another = () => vault.Credentials.SaveAsync(Books, Secrets, 2, "change", Cancel);
        await another.Should().ThrowAsync<CredentialException>("the key that was made ready is used once");
        service.IsDown = false;
        (await vault.Credentials.FindAsync(Books, "call", Cancel))!.Secrets.Find("token")!.Reveal().Should().Be("new");
    }

    [Fact]
    public async Task A_key_that_was_made_ready_and_not_used_is_gone_with_the_refresh()
    {
        RemoteKeys service = new("k1");
        using Vault vault = new(storage, service);
        await vault.Credentials.TryBeginRefreshAsync(Books, "me", TimeSpan.FromMinutes(3), Cancel);
        await vault.Credentials.EndRefreshAsync(Books, "me", Cancel);
        service.IsDown = true;

        await FluentActions.Awaiting(() => vault.Credentials.SaveAsync(Books, Secrets, 0, "connect", Cancel)).Should().ThrowAsync<CredentialException>();
    }
}
