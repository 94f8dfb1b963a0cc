using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteConnectionEndTests : ConnectionEndSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
