using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>What every suite has: a fresh storage, and the short words in which the tests speak.</summary>
public abstract class StorageSuite : IAsyncLifetime
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private StorageUnderTest? storage;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected StorageUnderTest Storage => storage!;

    protected Merchant Acme { get; } = new("acme");

    protected DateTimeOffset Now => Storage.Now;

    public async ValueTask InitializeAsync() => storage = await CreateAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Storage.DisposeAsync();
    }

    protected abstract Task<StorageUnderTest> CreateAsync();

    protected Task<CommitReceipt> Commit(params Change[] changes) => Storage.State.CommitAsync(Acme.Stream, changes, null, Token);

    protected async Task<LaneLease> Lease(string owner = "first")
    {
        LaneLease? lease = await TryLease(owner);
        Assert.NotNull(lease);
        return lease;
    }

    protected async Task<LaneLease?> TryLease(string owner = "first") =>
        (await Storage.Lanes.AcquireAsync(owner, 1, Life, Token)).SingleOrDefault();

    protected Task<IReadOnlyList<InboxItem>> Take(LaneLease lease, int most = 1000) => Storage.Lanes.TakeAsync(lease, most, Token);

    protected Task<bool> Settle(LaneLease lease, params ItemOutcome[] outcomes) =>
        Storage.Lanes.SettleAsync(lease, new Settlement { Outcomes = outcomes }, Token);

    protected Task Release(LaneLease lease, LaneRelease? release = null) =>
        Storage.Lanes.ReleaseAsync(lease, release ?? new LaneRelease(), Token);

    /// <summary>Takes what is due, settles all of it in one way, and gives the lane back.</summary>
    protected async Task Work(OutcomeKind kind = OutcomeKind.Written)
    {
        LaneLease lease = await Lease();
        IReadOnlyList<InboxItem> items = await Take(lease);
        Assert.True(await Settle(lease, [.. items.Select(item => Outcomes.Of(item, kind, Now))]));
        await Release(lease);
    }

    protected Task<FlowCounts> Count(Merchant? merchant = null) =>
        Storage.Ledger.CountAsync((merchant ?? Acme).Tenant, Merchant.Flow, Token);

    protected async Task<LedgerView> Find(RecordKey record)
    {
        IReadOnlyDictionary<RecordKey, LedgerView> found = await Storage.Ledger.FindAsync(
            Merchant.Flow, new ConnectionId(record.Source.Tenant, "quickbooks", "books"), [record], Token);
        return found.GetValueOrDefault(record) ?? LedgerView.Empty;
    }
}
