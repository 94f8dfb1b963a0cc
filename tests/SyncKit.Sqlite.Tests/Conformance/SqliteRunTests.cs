using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteRunTests : RunSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
