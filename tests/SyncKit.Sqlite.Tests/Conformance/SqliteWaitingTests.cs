using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteWaitingTests : WaitingSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
