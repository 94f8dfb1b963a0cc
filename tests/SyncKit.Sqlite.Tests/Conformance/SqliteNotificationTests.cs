using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteNotificationTests : NotificationSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
