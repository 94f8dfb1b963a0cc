using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresEndpointTests : EndpointSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
