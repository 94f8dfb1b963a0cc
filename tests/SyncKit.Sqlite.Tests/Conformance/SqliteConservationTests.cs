using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteConservationTests : ConservationSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
