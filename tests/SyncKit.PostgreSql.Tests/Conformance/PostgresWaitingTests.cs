using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresWaitingTests : WaitingSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
