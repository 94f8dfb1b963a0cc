using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresIntentTests : IntentSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
