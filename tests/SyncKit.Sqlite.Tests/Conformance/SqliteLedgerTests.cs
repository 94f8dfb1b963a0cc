using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteLedgerTests : LedgerSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
