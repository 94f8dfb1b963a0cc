using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests.Conformance;

public sealed class SqliteEndpointTests : EndpointSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
