using System.Text.Json;
using SyncKit.Supabase;
using SyncKit.Testing.Supabase;

namespace SyncKit.SampleHost.Demo;

/// <summary>A simulated Supabase project with SyncKit's default tables, whose rows are kept in the data folder between runs.</summary>
internal sealed class DemoProject : IAsyncDisposable
{
    /// <summary>Parents before their children.</summary>
    private static readonly string[] Tables =
        ["synckit_orders", "synckit_order_lines", "synckit_order_refunds", "synckit_order_refund_lines", "synckit_customers", "synckit_products"];

    private readonly SupabaseSimulator simulator;
    private readonly SimulatedProject project;

    private DemoProject(SupabaseSimulator simulator, SimulatedProject project)
    {
        this.simulator = simulator;
        this.project = project;
    }

    public Uri Url => project.Url;

    public string SecretKey => project.SecretKey;

    public string SettingsJson => $$"""{"url":"{{project.Url}}"}""";

    /// <summary>How many orders it holds.</summary>
    public int Orders => project.Rows("synckit_orders").Count;

    public static async Task<DemoProject> StartAsync(string? file, CancellationToken cancellationToken)
    {
        SupabaseSimulator simulator = await SupabaseSimulator.StartAsync(cancellationToken: cancellationToken);
        SimulatedProject project = simulator.AddProject(SupabaseSchema.Sql);
        DefaultSchema.Complete(project);
        if (file is not null)
        {
            using JsonDocument kept = JsonDocument.Parse(await File.ReadAllBytesAsync(file, cancellationToken));
            foreach (string table in Tables)
            {
                if (kept.RootElement.GetProperty(table) is { } rows && rows.GetArrayLength() > 0)
                {
                    project.Insert(table, rows.GetRawText());
                }
            }
        }

        return new DemoProject(simulator, project);
    }

    /// <summary>Keeps the rows for the next run.</summary>
    public async Task SaveAsync(string file, CancellationToken cancellationToken)
    {
        await using FileStream stream = File.Create(file);
        await using Utf8JsonWriter json = new(stream);
        json.WriteStartObject();
        foreach (string table in Tables)
        {
            json.WriteStartArray(table);
            foreach (JsonElement row in project.Rows(table))
            {
                row.WriteTo(json);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => simulator.DisposeAsync();
}
