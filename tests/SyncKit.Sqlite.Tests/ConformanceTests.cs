using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteInbox : InboxSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}

public sealed class SqliteLeases : LeaseSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
