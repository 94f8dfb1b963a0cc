using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests.Conformance;

public sealed class SqliteWebhookHistoryTests : WebhookHistorySuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
