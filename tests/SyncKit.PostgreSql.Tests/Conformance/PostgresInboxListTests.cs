using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresInboxListTests : InboxListSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
