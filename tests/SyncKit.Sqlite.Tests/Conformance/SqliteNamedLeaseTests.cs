using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteNamedLeaseTests : NamedLeaseSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
