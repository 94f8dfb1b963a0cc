using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresDeliveryTests : DeliverySuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
