using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteDeadLetterSetTests : DeadLetterSetSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
