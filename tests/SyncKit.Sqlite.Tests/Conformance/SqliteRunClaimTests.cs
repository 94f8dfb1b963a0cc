using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteRunClaimTests : RunClaimSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
