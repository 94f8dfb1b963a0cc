using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteTenantTests : TenantSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
