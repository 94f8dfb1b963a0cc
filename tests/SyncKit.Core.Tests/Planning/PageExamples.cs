using Microsoft.Extensions.DependencyInjection;
using SyncKit.Adopting;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Planning;

namespace SyncKit.Core.Tests.Planning;

/// <summary>What docs/planning-and-adoption.md shows.</summary>
internal static class PageExamples
{
    public static async Task PlanAsync(IServiceProvider services, TenantId tenant, TextWriter output)
    {
        SyncPlanner planner = services.GetRequiredService<SyncPlanner>();
        SyncOptions everything = new() { Mode = SyncMode.Full };
        await foreach (PlannedRecord record in planner.PlanAsync(tenant, "orders", everything))
        {
            await output.WriteLineAsync(record.ToString());
        }
    }

    public static async Task AdoptAsync(IServiceProvider services, ConnectionId shop, ConnectionId company, TextWriter output)
    {
        Adoption adoption = services.GetRequiredService<Adoption>();
        AdoptionReport report = await adoption.PlanAsync(new AdoptionRequest { Flow = "orders", Source = shop, Destination = company });
        await output.WriteLineAsync(report.ToString());

        AdoptionResult result = await adoption.ApplyAsync(report, withLikely: false);
        await output.WriteLineAsync($"{result.Linked} linked, {result.LeftAlone} left alone");
    }
}
