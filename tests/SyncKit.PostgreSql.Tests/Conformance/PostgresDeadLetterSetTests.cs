using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresDeadLetterSetTests : DeadLetterSetSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
