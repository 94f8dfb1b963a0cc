using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresRestartTests : RestartSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
