using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresInboxTests : InboxSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
