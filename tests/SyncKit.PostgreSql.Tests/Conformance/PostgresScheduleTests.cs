using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresScheduleTests : ScheduleSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => PostgresUnderTest.CreateAsync();
}
