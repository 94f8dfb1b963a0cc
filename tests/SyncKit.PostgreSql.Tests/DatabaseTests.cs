using Microsoft.Extensions.Time.Testing;

namespace SyncKit.PostgreSql.Tests;

public sealed class DatabaseTests
{
    private const string Now = "SELECT synckit.now_ticks()";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_clock_is_the_servers()
    {
        await using PostgresDatabase database = new(await StorageServer.Current.CreateEmptyAsync());

        DateTimeOffset stored = await database.ReadAsync((session, token) => session.FindAsync(Now, row => Column.Time(row, 0), token), Cancel);

        stored.Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task The_clock_of_a_test_stands_still_until_the_test_moves_it()
    {
        FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using TestDatabase test = await TestDatabase.CreateAsync(time);
        time.Advance(TimeSpan.FromTicks(7));

        DateTimeOffset stored = await test.Database.ReadAsync((session, token) => session.FindAsync(Now, row => Column.Time(row, 0), token), Cancel);

        stored.Should().Be(time.GetUtcNow());
    }

    [Theory]
    [InlineData("2026-03-01T12:00:00.123456Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.999999Z")]
    public async Task A_stored_time_can_be_shown_to_a_person(string time)
    {
        await using PostgresDatabase database = new(await StorageServer.Current.CreateEmptyAsync());
        DateTimeOffset moment = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);

        string shown = (await database.ReadAsync(
            (session, token) => session.FindAsync(
                "SELECT to_char(synckit.moment($1) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')", row => row.GetString(0), token, moment.UtcTicks),
            Cancel))!;

        shown.Should().Be(moment.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task What_PostgreSQL_cannot_hold_is_stored_repaired()
    {
        await using PostgresDatabase database = new(await StorageServer.Current.CreateEmptyAsync());
        string[] texts = ["a\0b", "\uD83D", "\uDE00\uD83D\uDE00", "plain"];

        List<string?> single = [];
        foreach (string text in texts)
        {
            single.Add(await database.ReadAsync((session, token) => session.FindAsync("SELECT $1", row => row.GetString(0), token, text), Cancel));
        }

        string[]? together = await database.ReadAsync(
            (session, token) => session.FindAsync("SELECT $1", row => row.GetFieldValue<string[]>(0), token, [texts]), Cancel);

        single.Should().Equal("a\uFFFDb", "\uFFFD", "\uFFFD\uD83D\uDE00", "plain");
        together.Should().Equal(single);
    }
}
