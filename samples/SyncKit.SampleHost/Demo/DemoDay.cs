using Spectre.Console;
using SyncKit.SampleHost.Syncing;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.SampleHost.Demo;

/// <summary>The demo's plot: a first sync, a day of trade in the shop, webhooks for a part of it, incremental sync for the rest.</summary>
internal static class DemoDay
{
    public static void Introduce(DemoWorld world) =>
        AnsiConsole.MarkupLineInterpolated(
            $"A simulated shop at {world.Shop.StoreUrl} ({world.Shop.Store.Snapshot().Count} orders), a simulated QuickBooks company at {world.Books.ApiUrl}, and a simulated Supabase project at {world.Project.Url}.");

    public static async Task<int> RunAsync(DemoWorld world, SyncRun run, bool once, CancellationToken cancellationToken)
    {
        await run.SyncAsync("First sync", cancellationToken);
        if (world.IsNew)
        {
            await TradeAsync(world, run, cancellationToken);
        }

        await run.SyncAsync("Incremental sync", cancellationToken);
        await run.SweepAsync("Sweep for deleted orders", cancellationToken);
        return await run.ReportAsync(jsonLast: once, cancellationToken);
    }

    private static async Task TradeAsync(DemoWorld world, SyncRun run, CancellationToken cancellationToken)
    {
        SimulatedStore store = world.Shop.Store;
        DayOfTrade day = DayOfTrade.On(store);
        AnsiConsole.MarkupLineInterpolated(
            $"A day of trade: {day.Added} orders added, {day.Changed} changed, {day.Refunded} refunded, {day.Cancelled} cancelled, {day.Trashed} trashed, {day.Deleted} deleted for good.");
        int delivered = 0;
        await run.ReceiveAsync("From webhooks", async () => delivered = await DeliverHalfAsync(store, cancellationToken), cancellationToken);

        // The other half is lost on its way, as webhooks are: a shop never delivers twice. The incremental sync finds these.
        int lost = store.Webhooks.Take().Count;
        AnsiConsole.MarkupLineInterpolated($"{delivered} webhooks were delivered, {lost} were lost on the way.");
    }

    private static async Task<int> DeliverHalfAsync(SimulatedStore store, CancellationToken cancellationToken)
    {
        using HttpClient client = new();
        return (await store.Webhooks.DeliverAsync(client, pending => pending.ResourceId % 2 == 0, cancellationToken)).Count;
    }
}
