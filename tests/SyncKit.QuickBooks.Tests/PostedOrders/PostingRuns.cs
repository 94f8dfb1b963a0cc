using SyncKit.Commerce;

namespace SyncKit.QuickBooks.Tests.PostedOrders;

/// <summary>All profiles, each run once for all tests.</summary>
public sealed class PostingRuns : IAsyncLifetime
{
    internal IReadOnlyList<PostingRun> Main { get; private set; } = [];

    internal IReadOnlyList<PostingRun> Others { get; private set; } = [];

    internal IEnumerable<PostingRun> All => Main.Concat(Others);

    public async ValueTask InitializeAsync()
    {
        IReadOnlyList<Order> recorded = RecordedShop.Read();
        Main = await RunAsync(PostingProfiles.Main, recorded);
        Others = await RunAsync(PostingProfiles.Others, recorded);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<List<PostingRun>> RunAsync(IReadOnlyList<PostingProfile> profiles, IReadOnlyList<Order> recorded)
    {
        List<PostingRun> runs = [];
        foreach (PostingProfile profile in profiles)
        {
            runs.Add(await PostingRun.OfAsync(profile, recorded));
        }

        return runs;
    }
}
