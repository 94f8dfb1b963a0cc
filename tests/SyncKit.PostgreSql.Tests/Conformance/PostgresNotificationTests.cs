using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresNotificationTests : NotificationSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
