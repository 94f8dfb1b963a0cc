using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Sqlite.Auditing;

namespace SyncKit.Sqlite.Tests.Auditing;

/// <summary>What somebody does to the file past the program.</summary>
public sealed class TamperTests : IDisposable
{
    private static readonly TenantId Acme = new("acme");

    private readonly TemporaryFile file = new();
    private readonly SqliteDatabase database;

    public TamperTests() => database = new SqliteDatabase(file.ConnectionString, TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        database.Dispose();
        file.Dispose();
    }

    [Theory]
    [InlineData("SELECT 1", null, null)]
    [InlineData("UPDATE audit SET reason = 'harmless' WHERE tenant = 'acme' AND number = 7", 7L, "was changed")]
    [InlineData("UPDATE audit SET at = at + 1 WHERE tenant = 'acme' AND number = 7", 7L, "was changed")]
    [InlineData("UPDATE audit SET at = -5 WHERE tenant = 'acme' AND number = 7", 7L, "was changed")]
    [InlineData("UPDATE audit SET at = 9223372036854775807 WHERE tenant = 'acme' AND number = 7", 7L, "was changed")]
    [InlineData("UPDATE audit SET hash = x'00' WHERE tenant = 'acme' AND number = 7", 7L, "was changed")]
    [InlineData("UPDATE audit SET hash = NULL WHERE tenant = 'acme' AND number = 7", 7L, "has no hash")]
    [InlineData("UPDATE audit SET actor = CAST(x'ff' AS TEXT) WHERE tenant = 'acme' AND number = 7", 7L, "was changed")]
    [InlineData("UPDATE audit SET tenant = 'other', number = 21 WHERE tenant = 'acme' AND number = 20", 20L, "cut off")]
    [InlineData("DELETE FROM audit WHERE tenant = 'acme' AND number = 7", 7L, "missing")]
    [InlineData("DELETE FROM audit WHERE tenant = 'acme' AND number > 7", 8L, "cut off")]
    [InlineData("DELETE FROM audit WHERE tenant = 'acme'", 1L, "cut off")]
    [InlineData("DELETE FROM audit WHERE tenant = 'acme' AND number = 7; UPDATE audit SET number = number - 1 WHERE tenant = 'acme' AND number > 7", 7L, "was changed")]
    [InlineData("UPDATE audit SET number = -1 WHERE number = 7 AND tenant = 'acme'; UPDATE audit SET number = 7 WHERE number = 8 AND tenant = 'acme'; UPDATE audit SET number = 8 WHERE number = -1 AND tenant = 'acme'", 7L, "moved")]
    [InlineData("INSERT INTO audit (tenant, at, action, subject, reason, actor, number, hash) SELECT tenant, at, action, subject, reason, actor, 21, hash FROM audit WHERE tenant = 'acme' AND number = 20", 21L, "does not know it")]
    [InlineData("DELETE FROM audit_heads", 1L, "does not know it")]
    [InlineData("UPDATE audit_heads SET hash = zeroblob(3)", 21L, "head of the trail says")]
    [InlineData("UPDATE audit_heads SET unchained = 3", 21L, "says 3")]
    public async Task Is_found_where_it_was_done(string sql, long? firstBad, string? problem)
    {
        SqliteAuditTrail trail = new(database);
        await trail.AppendAsync([.. Enumerable.Range(1, 20).SelectMany(i => new[] { Entry("acme", i), Entry("other", i) })], Token);
        await database.WriteAsync(
            session =>
            {
                session.Run(sql);
                return 0;
            },
            Token);

        AuditVerification found = await new AuditTrail(trail).VerifyAsync(Acme, null, Token);

        found.FirstBad.Should().Be(firstBad);
        if (problem is not null)
        {
            found.Problem.Should().Contain(problem);
        }
    }

    [Fact]
    public async Task A_trail_whose_head_was_taken_away_takes_nothing_more()
    {
        SqliteAuditTrail trail = new(database);
        await trail.AppendAsync([Entry("acme", 1)], Token);
        await database.WriteAsync(session => session.Prepare("DELETE FROM audit_heads").Execute(), Token);

        Func<Task> append = () => trail.AppendAsync([Entry("acme", 2)], Token);

        await append.Should().ThrowAsync<Exception>().WithMessage("*UNIQUE constraint failed: audit.tenant, audit.number*");
    }

    [Fact]
    public async Task Several_processes_on_one_file_make_one_line()
    {
        SqliteDatabase[] databases = [.. Enumerable.Range(0, 4).Select(_ => new SqliteDatabase(file.ConnectionString, TimeProvider.System))];

        await Task.WhenAll(databases.SelectMany((own, host) => Enumerable.Range(0, 4).Select(writer => Task.Run(
            async () =>
            {
                for (int i = 0; i < 25; i++)
                {
                    await new SqliteAuditTrail(own).AppendAsync([Entry("acme", (host * 1000) + (writer * 100) + i)], Token);
                }
            },
            Token))));

        foreach (SqliteDatabase own in databases)
        {
            own.Dispose();
        }

        SqliteAuditTrail trail = new(database);
        AuditVerification found = await new AuditTrail(trail).VerifyAsync(Acme, null, Token);
        (found.Problem, found.Entries).Should().Be((null, 400));
        (await trail.ReadAsync(Acme, 0, 1000, Token)).Select(record => record.Entry.Subject).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task An_append_reads_the_head_and_no_entry()
    {
        string plan = await database.ReadAsync(
            session =>
            {
                using Rows row = session.Prepare($"EXPLAIN QUERY PLAN {AuditRows.FindHeadSql}").Query();
                row.Read();
                return row.GetString(3);
            },
            Token);

        plan.Should().Be("SEARCH audit_heads USING PRIMARY KEY (tenant=?)");
    }

    private static AuditEntry Entry(string tenant, int number) =>
        new(new TenantId(tenant), DateTimeOffset.UnixEpoch.AddMinutes(number), "test.done", $"{number}", "because", "suite");
}
