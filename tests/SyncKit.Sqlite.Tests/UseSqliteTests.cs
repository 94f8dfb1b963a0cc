using Microsoft.Extensions.DependencyInjection;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Hosting;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Sqlite.Tests;

public sealed class UseSqliteTests
{
    [Fact]
    public async Task Registers_every_store_on_one_file()
    {
        using TemporaryFile file = new();
        ServiceCollection services = new();
        services.AddSyncKit().UseSqlite(file.ConnectionString);
        await using ServiceProvider host = services.BuildServiceProvider();

        Type[] stores =
        [
            typeof(ISyncStateStore), typeof(ILaneStore), typeof(ILedger), typeof(IDeadLetterStore), typeof(IReferenceStore), typeof(IAuditTrail),
            typeof(ISealedCredentialStore), typeof(IConnectionStore),
        ];
        stores.Should().OnlyContain(store => host.GetRequiredService(store).GetType().Namespace!.StartsWith("SyncKit.Sqlite", StringComparison.Ordinal));
        host.GetServices<StorageChoice>().Should().Equal(new StorageChoice("SQLite"));
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Mode=ReadOnly;Data Source=synckit.db")]
    [InlineData("Cache=Shared")]
    [InlineData("synckit.db")]
    public void Refuses_what_names_no_writable_file(string connectionString) =>
        FluentActions.Invoking(() => new ServiceCollection().AddSyncKit().UseSqlite(connectionString))
            .Should().Throw<ArgumentException>().WithMessage("UseSqlite needs*");

    [Fact]
    public void Names_the_setting_when_the_file_cannot_be_opened()
    {
        using TemporaryFile file = new();
        string missing = Path.Combine(file.Path, "no", "such", "folder.db");

        FluentActions.Invoking(() => new SqliteDatabase($"Data Source={missing}", TimeProvider.System))
            .Should().Throw<InvalidOperationException>().WithMessage($"*{missing}*Data Source*UseSqlite*");
    }

    [Fact]
    public void Names_the_setting_when_the_file_is_no_database()
    {
        using TemporaryFile file = new();
        File.WriteAllText(file.Path, new string('x', 8192));

        FluentActions.Invoking(() => new SqliteDatabase(file.ConnectionString, TimeProvider.System))
            .Should().Throw<InvalidOperationException>().WithMessage($"*{file.Path}*UseSqlite*");
    }
}
