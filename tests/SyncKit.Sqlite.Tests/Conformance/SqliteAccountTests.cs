using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteAccountTests : AccountSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
