using SyncKit.Faults;
using SyncKit.Testing.Faults;
using SyncKit.Testing.Supabase;

namespace SyncKit.Supabase.Tests.Source;

public sealed class FailureTests
{
    public static TheoryData<Fault, FailureKind> Faults => new()
    {
        { SupabaseFault.Deadlock(), FailureKind.Transient },
        { SupabaseFault.StatementTimeout(), FailureKind.Transient },
        { SupabaseFault.TooManyConnections(), FailureKind.Transient },
        { SupabaseFault.DatabaseAway(), FailureKind.Transient },
        { SupabaseFault.SchemaCacheLoading(), FailureKind.Transient },
        { SupabaseFault.EdgePage(522), FailureKind.Transient },
        { Fault.Drop(), FailureKind.Transient },
        { Fault.Truncate(), FailureKind.Transient },
        { Fault.Html(), FailureKind.Transient },
        { Fault.Throttle(TimeSpan.FromSeconds(7)), FailureKind.RateLimited },
        { SupabaseFault.Database("42501", "permission denied for table shop_orders"), FailureKind.NeedsAttention },
        { SupabaseFault.Database("PGRST301", "JWSInvalidSignature"), FailureKind.NeedsAttention },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task A_reading_fails_as_what_it_means(Fault fault, FailureKind kind)
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync();
        tables.Sell(1);
        tables.Simulator.Faults.Always(fault);

        (await tables.FailAsync()).Kind.Should().Be(kind);
    }

    [Fact]
    public async Task Lines_that_cannot_be_read_fail_the_page_and_not_the_order()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync();
        tables.Sell(1);
        tables.Simulator.Faults.Always(SupabaseFault.StatementTimeout(), static request => request.Path.EndsWith("shop_lines", StringComparison.Ordinal));

        (await tables.FailAsync()).Kind.Should().Be(FailureKind.Transient);
    }

    [Fact]
    public async Task A_column_that_is_not_there_names_itself()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync(ConnectedTables.Orders.Replace("order_no", "order_number", StringComparison.Ordinal));

        Failure failure = await tables.FailAsync();

        failure.Kind.Should().Be(FailureKind.NeedsAttention);
        failure.Message.Should().Contain("order_number");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Compressed_answers_are_read(string coding)
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync();
        tables.Project.Compression = coding;
        tables.Sell(1);

        (await tables.ReadAsync()).Ids.Should().Equal("1");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("{}")]
    [InlineData("{\"v\":2,\"t\":\"2026-01-01\"}")]
    [InlineData("{\"v\":1,\"t\":null}")]
    [InlineData("{\"v\":1,\"t\":\"2026-01-01\",\"began\":\"never\"}")]
    public async Task A_mark_that_cannot_be_read_says_what_to_do(string cursor)
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync();

        Failure failure = await tables.FailAsync(cursor);

        failure.Code.Should().Be("supabase.cursor");
        failure.Remedy.Should().Contain("beginning");
    }
}
