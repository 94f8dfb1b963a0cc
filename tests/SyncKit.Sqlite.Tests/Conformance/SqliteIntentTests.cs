using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteIntentTests : IntentSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
