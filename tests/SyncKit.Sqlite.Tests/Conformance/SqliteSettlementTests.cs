using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteSettlementTests : SettlementSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
