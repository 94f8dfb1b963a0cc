using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteConnectTests : ConnectSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
