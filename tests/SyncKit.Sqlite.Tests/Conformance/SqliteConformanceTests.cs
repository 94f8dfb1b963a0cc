using SyncKit.Conformance;

namespace SyncKit.Sqlite.Tests;

public sealed class SqliteConformanceTests
{
    [Fact]
    public void Every_suite_is_inherited()
    {
        Type[] inherited = [.. typeof(SqliteConformanceTests).Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsPublic: true })];

        typeof(StorageSuite).Assembly.GetTypes()
            .Where(suite => suite.IsAbstract && suite.IsSubclassOf(typeof(StorageSuite)))
            .Where(suite => !inherited.Any(type => type.IsSubclassOf(suite)))
            .Should().BeEmpty();
    }
}
