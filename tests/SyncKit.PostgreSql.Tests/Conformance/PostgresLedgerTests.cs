using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresLedgerTests : LedgerSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
