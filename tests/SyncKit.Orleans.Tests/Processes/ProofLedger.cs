using Npgsql;

namespace SyncKit.Orleans.Tests.Processes;

/// <summary>What the books outside of all hosts have to say of what the hosts did.</summary>
internal sealed class ProofLedger(NpgsqlDataSource database)
{
    /// <summary>Notes which orders were acknowledged, so that each is missed that never arrives.</summary>
    public async Task NoteAsync(IReadOnlyCollection<(string Lane, string Record)> sent)
    {
        await using NpgsqlCommand command = database.CreateCommand("INSERT INTO proof.sent SELECT * FROM unnest($1, $2)");
        command.Parameters.AddRange((NpgsqlParameter[])
        [
            new() { Value = sent.Select(order => order.Lane).ToArray() }, new() { Value = sent.Select(order => order.Record).ToArray() },
        ]);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Acknowledged orders of which there is no document.</summary>
    public Task<long> LostAsync() => CountAsync(
        "SELECT count(*) FROM proof.sent WHERE NOT EXISTS (SELECT FROM proof.document WHERE document.lane = sent.lane AND document.record = sent.record)");

    /// <summary>Orders of which there is more than one document.</summary>
    public Task<long> DoubledAsync() => CountAsync(
        "SELECT count(*) FROM (SELECT FROM proof.document GROUP BY lane, record HAVING count(*) > 1) AS doubled");

    /// <summary>The most calls that were under way in one lane at once.</summary>
    public Task<long> MostCallsAtOnceAsync() => CountAsync(
        """
        SELECT coalesce(max(under_way), 0)::bigint FROM (
            SELECT sum(change) OVER (PARTITION BY lane ORDER BY at, change) AS under_way
            FROM (
                SELECT lane, began_at AS at, 1 AS change FROM proof.call
                UNION ALL
                SELECT lane, ended_at, -1 FROM proof.call) AS steps) AS counted
        """);

    /// <summary>Pairs of calls of two hosts in one lane that were under way at once and that both made something.</summary>
    public Task<long> TwoOwnersAsync() => CountAsync(
        """
        SELECT count(*) FROM proof.call one JOIN proof.call other
            ON other.lane = one.lane AND other.host > one.host AND other.began_at < one.ended_at AND one.began_at < other.ended_at
        WHERE one.made > 0 AND other.made > 0
        """);

    /// <summary>Calls of a host that did not know of calls that another host had made in the lane before.</summary>
    public Task<long> ForgottenCallsAsync() => CountAsync(
        """
        SELECT count(*) FROM proof.call later JOIN proof.call earlier
            ON earlier.lane = later.lane AND earlier.host <> later.host AND earlier.ended_at < later.began_at
        WHERE later.made > 0 AND later.used <= earlier.used
        """);

    /// <summary>Calls that a host had made or begun and that another one made again, with the same key, because their outcome was not known to it.</summary>
    public Task<long> MadeAgainAsync() => CountAsync(
        "SELECT count(*) FROM (SELECT FROM proof.call GROUP BY lane, request HAVING count(DISTINCT host) > 1) AS again");

    /// <summary>How many lanes each host worked on since a moment.</summary>
    public async Task<IReadOnlyDictionary<string, long>> SpreadAsync(DateTime since)
    {
        await using NpgsqlCommand command = database.CreateCommand(
            "SELECT host, count(DISTINCT lane) FROM proof.call WHERE began_at >= $1 GROUP BY host ORDER BY host");
        command.Parameters.Add(new NpgsqlParameter { Value = since });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Dictionary<string, long> spread = [];
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            spread.Add(reader.GetString(0), reader.GetInt64(1));
        }

        return spread;
    }

    /// <summary>How long after a moment the last of a host's lanes was worked on by another one.</summary>
    public async Task<TimeSpan> RecoveryAsync(string host, DateTime lost)
    {
        await using NpgsqlCommand command = database.CreateCommand(
            """
            SELECT max(again) - $2 FROM (
                SELECT (SELECT min(began_at) FROM proof.call later WHERE later.lane = last.lane AND later.began_at > $2 AND later.host <> $1) AS again
                FROM (SELECT DISTINCT ON (lane) lane, host FROM proof.call WHERE began_at <= $2 ORDER BY lane, began_at DESC) AS last
                WHERE last.host = $1) AS lanes
            """);
        command.Parameters.AddRange((NpgsqlParameter[])[new() { Value = host }, new() { Value = lost }]);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) is TimeSpan recovery
            ? recovery
            : throw new InvalidOperationException($"No lane of {host} was worked on by anybody else.");
    }

    /// <summary>How many lanes a host worked on in the last second.</summary>
    public async Task<long> BusyLanesAsync(string host)
    {
        await using NpgsqlCommand command = database.CreateCommand(
            "SELECT count(DISTINCT lane) FROM proof.call WHERE host = $1 AND ended_at > clock_timestamp() - interval '1 second'");
        command.Parameters.Add(new NpgsqlParameter { Value = host });
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>How many orders have a document.</summary>
    public Task<long> BookedAsync() => CountAsync("SELECT count(*) FROM (SELECT DISTINCT lane, record FROM proof.document) AS booked");

    /// <summary>The server's time.</summary>
    public async Task<DateTime> NowAsync()
    {
        await using NpgsqlCommand command = database.CreateCommand("SELECT clock_timestamp()");
        return (DateTime)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private async Task<long> CountAsync(string sql)
    {
        await using NpgsqlCommand command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
