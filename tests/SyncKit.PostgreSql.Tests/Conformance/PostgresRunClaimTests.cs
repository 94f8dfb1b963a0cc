using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresRunClaimTests : RunClaimSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
