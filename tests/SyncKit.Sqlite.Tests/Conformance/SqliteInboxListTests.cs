using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteInboxListTests : InboxListSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
