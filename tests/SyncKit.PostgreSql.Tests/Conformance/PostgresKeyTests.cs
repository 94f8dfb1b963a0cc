using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresKeyTests : KeySuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
