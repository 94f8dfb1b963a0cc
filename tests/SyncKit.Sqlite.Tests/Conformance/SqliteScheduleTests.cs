using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteScheduleTests : ScheduleSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
