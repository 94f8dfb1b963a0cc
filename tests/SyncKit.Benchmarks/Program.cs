using SyncKit.Benchmarks.Documents;
using SyncKit.Benchmarks.Engine;
using SyncKit.Benchmarks.Fairness;
using SyncKit.Benchmarks.Measuring;
using SyncKit.Benchmarks.Memory;
using SyncKit.Benchmarks.Parsing;
using SyncKit.Benchmarks.Queue;
using SyncKit.Benchmarks.Rows;
using SyncKit.Benchmarks.Webhooks;

if (args is [BackfillProcess.Argument, { } orders])
{
    await BackfillProcess.RunAsync(int.Parse(orders));
    return 0;
}

(string Name, Func<Task<IReadOnlyList<Bound>>> Run)[] benchmarks =
[
    ("parse", ParseBenchmark.RunAsync),
    ("document", DocumentBenchmark.RunAsync),
    ("engine", EngineBenchmark.RunAsync),
    ("memory", MemoryBenchmark.RunAsync),
    ("webhook", WebhookBenchmark.RunAsync),
    ("door", DoorBenchmark.RunAsync),
    ("queue", SqliteQueueBenchmark.RunAsync),
    ("postgres", PostgresQueueBenchmark.RunAsync),
    ("supabase", SupabaseBenchmark.RunAsync),
    ("fairness", FairnessBenchmark.RunAsync),
];
string chosen = args is [{ } name, ..] ? name : "all";
if (chosen != "all" && benchmarks.All(benchmark => benchmark.Name != chosen))
{
    Console.Error.WriteLine($"There is no benchmark '{chosen}': choose {string.Join(", ", benchmarks.Select(benchmark => benchmark.Name))} or all.");
    return 0;
}

List<Bound> bounds = [];
foreach ((string title, Func<Task<IReadOnlyList<Bound>>> run) in benchmarks.Where(benchmark => chosen == "all" || benchmark.Name == chosen))
{
    Console.WriteLine();
    Console.WriteLine($"== {title}");
    bounds.AddRange(await run());
}

Console.WriteLine();
Console.WriteLine("== bounds");
Table table = new("bound", "figure", "floor", "ratio", "bound", "");
foreach (Bound bound in bounds)
{
    table.Add(bound.Name, bound.Figure, bound.Floor, bound.Ratio, bound.Limit, bound.Holds switch { null => "for information", true => "ok", false => "MISSED" });
}

table.Print();
return 0;
