using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteRestartTests : RestartSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
