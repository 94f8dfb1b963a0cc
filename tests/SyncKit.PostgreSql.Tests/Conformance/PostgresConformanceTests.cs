using SyncKit.Conformance;

namespace SyncKit.PostgreSql.Tests;

public sealed class PostgresConformanceTests
{
    [Fact]
    public void Every_suite_is_inherited()
    {
        Type[] inherited = [.. typeof(PostgresConformanceTests).Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsPublic: true })];

        typeof(StorageSuite).Assembly.GetTypes()
            .Where(suite => suite.IsAbstract && suite.IsSubclassOf(typeof(StorageSuite)))
            .Where(suite => !inherited.Any(type => type.IsSubclassOf(suite)))
            .Should().BeEmpty();
    }
}
