using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresSettlementTests : SettlementSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
