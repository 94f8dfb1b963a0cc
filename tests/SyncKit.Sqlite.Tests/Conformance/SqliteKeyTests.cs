using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteKeyTests : KeySuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
