using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresDeadLetterTests : DeadLetterSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
