using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresSettingsTests : SettingsSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
