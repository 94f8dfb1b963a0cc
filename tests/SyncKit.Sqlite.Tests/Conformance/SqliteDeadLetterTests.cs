using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteDeadLetterTests : DeadLetterSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
