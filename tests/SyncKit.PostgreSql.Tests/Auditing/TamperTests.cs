using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.PostgreSql.Auditing;

namespace SyncKit.PostgreSql.Tests.Auditing;

/// <summary>What somebody does to the tables past the program.</summary>
public sealed class TamperTests
{
    private static readonly TenantId Acme = new("acme");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SELECT 1", null, null)]
    [InlineData("UPDATE synckit.audit SET reason = 'harmless' WHERE tenant = 'acme' AND number = 7", 7L, "was changed")]
    [InlineData("UPDATE synckit.audit SET at = at + 1 WHERE tenant = 'acme' AND number = 7", 7L, "was changed")]
    [InlineData("UPDATE synckit.audit SET at = -5 WHERE tenant = 'acme' AND number = 7", 7L, "was changed")]
    [InlineData("UPDATE synckit.audit SET at = 9223372036854775807 WHERE tenant = 'acme' AND number = 7", 7L, "was changed")]
    [InlineData("UPDATE synckit.audit SET hash = '\\x00' WHERE tenant = 'acme' AND number = 7", 7L, "was changed")]
    [InlineData("UPDATE synckit.audit SET hash = NULL WHERE tenant = 'acme' AND number = 7", 7L, "has no hash")]
    [InlineData("UPDATE synckit.audit SET actor = '\uFFFD' WHERE tenant = 'acme' AND number = 7", 7L, "was changed")]
    [InlineData("UPDATE synckit.audit SET tenant = 'other', number = 21 WHERE tenant = 'acme' AND number = 20", 20L, "cut off")]
    [InlineData("DELETE FROM synckit.audit WHERE tenant = 'acme' AND number = 7", 7L, "missing")]
    [InlineData("DELETE FROM synckit.audit WHERE tenant = 'acme' AND number > 7", 8L, "cut off")]
    [InlineData("DELETE FROM synckit.audit WHERE tenant = 'acme'", 1L, "cut off")]
    [InlineData("DELETE FROM synckit.audit WHERE tenant = 'acme' AND number = 7; UPDATE synckit.audit SET number = number - 1 WHERE tenant = 'acme' AND number > 7", 7L, "was changed")]
    [InlineData("UPDATE synckit.audit SET number = -1 WHERE number = 7 AND tenant = 'acme'; UPDATE synckit.audit SET number = 7 WHERE number = 8 AND tenant = 'acme'; UPDATE synckit.audit SET number = 8 WHERE number = -1 AND tenant = 'acme'", 7L, "moved")]
    [InlineData("INSERT INTO synckit.audit (tenant, at, action, subject, reason, actor, number, hash) SELECT tenant, at, action, subject, reason, actor, 21, hash FROM synckit.audit WHERE tenant = 'acme' AND number = 20", 21L, "does not know it")]
    [InlineData("DELETE FROM synckit.audit_heads", 1L, "does not know it")]
    [InlineData("UPDATE synckit.audit_heads SET hash = '\\x000000'", 21L, "head of the trail says")]
    [InlineData("UPDATE synckit.audit_heads SET unchained = 3", 21L, "says 3")]
    public async Task Is_found_where_it_was_done(string sql, long? firstBad, string? problem)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(TimeProvider.System);
        PostgresAuditTrail trail = new(test.Database);
        await trail.AppendAsync([.. Enumerable.Range(1, 20).SelectMany(i => new[] { Entry("acme", i), Entry("other", i) })], Token);
        await test.Database.WriteAsync(
            async (session, token) =>
            {
                await session.RunAsync(sql, token);
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
        await using TestDatabase test = await TestDatabase.CreateAsync(TimeProvider.System);
        PostgresAuditTrail trail = new(test.Database);
        await trail.AppendAsync([Entry("acme", 1)], Token);
        await test.Database.ExecuteAsync("DELETE FROM synckit.audit_heads", Token);

        Func<Task> append = () => trail.AppendAsync([Entry("acme", 2)], Token);

        await append.Should().ThrowAsync<Exception>().WithMessage("*audit_pkey*");
    }

    private static AuditEntry Entry(string tenant, int number) =>
        new(new TenantId(tenant), DateTimeOffset.UnixEpoch.AddMinutes(number), "test.done", $"{number}", "because", "suite");
}
