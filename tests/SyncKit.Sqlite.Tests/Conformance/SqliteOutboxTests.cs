using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteOutboxTests : OutboxSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
