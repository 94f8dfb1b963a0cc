using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresTenantTests : TenantSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
