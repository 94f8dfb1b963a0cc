using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresNamedLeaseTests : NamedLeaseSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
