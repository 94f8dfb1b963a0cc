using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresAuditTests : AuditSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
