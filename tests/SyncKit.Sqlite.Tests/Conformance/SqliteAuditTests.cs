using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteAuditTests : AuditSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());
}
