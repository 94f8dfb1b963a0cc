using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresConnectionEndTests : ConnectionEndSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
