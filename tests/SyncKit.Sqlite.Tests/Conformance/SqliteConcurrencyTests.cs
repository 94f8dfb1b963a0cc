using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteConcurrencyTests : ConcurrencySuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
