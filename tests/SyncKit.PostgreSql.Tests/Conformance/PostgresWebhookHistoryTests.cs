using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresWebhookHistoryTests : WebhookHistorySuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
