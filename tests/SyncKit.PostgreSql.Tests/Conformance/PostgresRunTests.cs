using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresRunTests : RunSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
