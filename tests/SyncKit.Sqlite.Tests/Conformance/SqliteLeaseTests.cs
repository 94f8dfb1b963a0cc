using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteLeaseTests : LeaseSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
