using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests.Conformance;

public sealed class SqliteDeliveryTests : DeliverySuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
