using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresOutboxTests : OutboxSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
