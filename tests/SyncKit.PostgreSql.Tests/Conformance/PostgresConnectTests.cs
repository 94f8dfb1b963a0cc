using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresConnectTests : ConnectSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
