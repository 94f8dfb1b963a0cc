using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteInboxTests : InboxSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
