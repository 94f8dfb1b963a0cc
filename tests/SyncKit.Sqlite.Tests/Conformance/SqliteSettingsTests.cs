using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteSettingsTests : SettingsSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
