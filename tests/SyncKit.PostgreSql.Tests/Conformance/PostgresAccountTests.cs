using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresAccountTests : AccountSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
