using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresConcurrencyTests : ConcurrencySuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
