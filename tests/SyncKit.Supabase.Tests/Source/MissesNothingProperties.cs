using System.Globalization;
using CsCheck;
using SyncKit.Discovery;
using SyncKit.Testing.Supabase;

namespace SyncKit.Supabase.Tests.Source;

public sealed class MissesNothingProperties
{
    private const int Orders = 8;

    /// <summary>
    /// Whatever is written in whatever order, by transactions of up to the overlap, while passes are broken off anywhere: what was read last of each row is what
    /// the row says.
    /// </summary>
    [Fact]
    public async Task No_change_is_missed_whenever_transactions_end_and_runs_break_off()
    {
        Gen<(int Act, int Id, int Seconds)> step = Gen.Select(Gen.Int[0, 4], Gen.Int[1, Orders], Gen.Int[0, 50]);
        await step.Array[5, 30].SampleAsync(PlayAsync, iter: 40, threads: 1);
    }

    private static async Task PlayAsync((int Act, int Id, int Seconds)[] steps)
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync(pageSize: 2);
        Dictionary<string, decimal> seen = [];
        List<(SimulatedTransaction Open, DateTimeOffset Began)> open = [];
        string? cursor = null;
        int inserted = 100;
        for (int i = 0; i < steps.Length; i++)
        {
            (int act, int id, int seconds) = steps[i];
            tables.Time.Advance(TimeSpan.FromSeconds(seconds));

            // No transaction is longer than the overlap.
            foreach ((SimulatedTransaction late, _) in open.Where(each => tables.Time.GetUtcNow() - each.Began > TimeSpan.FromSeconds(60)).ToArray())
            {
                late.Commit();
                open.RemoveAll(each => each.Open == late);
            }

            string now = tables.Time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
            switch (act)
            {
                case 0:
                    tables.Project.Upsert("shop_orders", $$"""{"id":{{id}},"grand_total":{{i}},"changed":"{{now}}"}""");
                    break;
                case 1:
                    SimulatedTransaction transaction = tables.Project.Begin();
                    transaction.Insert("shop_orders", $$"""{"id":{{++inserted}},"grand_total":{{i}}}""");
                    open.Add((transaction, tables.Time.GetUtcNow()));
                    break;
                case 2 when open.Count > 0:
                    open[0].Open.Commit();
                    open.RemoveAt(0);
                    break;
                default:
                    cursor = await PassAsync(tables, seen, cursor, act == 3 ? 1 + (id % 3) : int.MaxValue);
                    break;
            }
        }

        open.ForEach(each => each.Open.Commit());
        tables.Time.Advance(TimeSpan.FromSeconds(10));
        cursor = await PassAsync(tables, seen, cursor, int.MaxValue);
        await PassAsync(tables, seen, cursor, int.MaxValue);

        seen.Should().BeEquivalentTo(tables.Project.Rows("shop_orders").ToDictionary(row => row.GetProperty("id").GetRawText(), row => row.GetProperty("grand_total").GetDecimal()));
    }

    private static async Task<string?> PassAsync(ConnectedTables tables, Dictionary<string, decimal> seen, string? cursor, int mostPages)
    {
        ConnectedTables.Reading reading = await tables.ReadAsync(cursor, mostPages: mostPages);
        foreach (SourceRecord record in reading.Records)
        {
            seen[record.Id] = tables.Source.Parse(record.Raw).Total;
        }

        return reading.Cursor;
    }
}
