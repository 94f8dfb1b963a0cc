using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresConservationTests : ConservationSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
