using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresLeaseTests : LeaseSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
