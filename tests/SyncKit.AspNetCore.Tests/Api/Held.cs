using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;

namespace SyncKit.AspNetCore.Tests.Api;

/// <summary>Puts changes into a tenant's inbox, and makes dead letters and documents of them, as a lane's owner does.</summary>
internal static class Held
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task CommitAsync(this ApiWorld world, TenantId tenant, params string[] ids)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        Change[] changes = [.. ids.Select(id =>
        {
            byte[] payload = Encoding.UTF8.GetBytes($$"""{"id":{{id}},"note":"of {{tenant}}"}""");
            return new Change
            {
                Flow = ApiWorld.Flow,
                Lane = ApiWorld.BooksOf(tenant),
                Record = new RecordKey(ApiWorld.ShopOf(tenant), "order", id),
                ModifiedAt = now,
                Payload = payload,
                Hash = ContentHash.Of(payload),
                Priority = ChangePriority.Live,
                NotBefore = now.AddMinutes(-1),
            };
        })];
        await world.Services.GetRequiredService<ISyncStateStore>()
            .CommitAsync(new StreamId(ApiWorld.ShopOf(tenant), "order"), changes, null, Cancel);
    }

    public static async Task HoldAsync(this ApiWorld world, TenantId tenant, params string[] ids)
    {
        await world.CommitAsync(tenant, ids);
        await SettleAsync(world, tenant, OutcomeKind.Dead);
    }

    public static async Task WriteAsync(this ApiWorld world, TenantId tenant, params string[] ids)
    {
        await world.CommitAsync(tenant, ids);
        await SettleAsync(world, tenant, OutcomeKind.Written);
    }

    private static async Task SettleAsync(ApiWorld world, TenantId tenant, OutcomeKind kind)
    {
        ILaneStore lanes = world.Services.GetRequiredService<ILaneStore>();
        LaneLease lease = (await lanes.AcquireLaneAsync(ApiWorld.BooksOf(tenant), "test", TimeSpan.FromMinutes(1), Cancel))!;
        IReadOnlyList<InboxItem> items = await lanes.TakeAsync(lease, 1000, Cancel);
        bool isDead = kind == OutcomeKind.Dead;
        Settlement settlement = new()
        {
            Outcomes = [.. items.Select(item => new ItemOutcome
            {
                Item = item,
                Kind = kind,
                Record = new LedgerRecord
                {
                    Flow = item.Change.Flow,
                    Record = item.Change.Record,
                    Lane = item.Change.Lane,
                    State = isDead ? LedgerState.Dead : LedgerState.Written,
                    ModifiedAt = item.Change.ModifiedAt,
                    Hash = item.Change.Hash,
                    Code = isDead ? int.Parse(item.Change.Record.Id, System.Globalization.CultureInfo.InvariantCulture) % 2 == 0 ? "order.even" : "order.odd" : "",
                    Message = isDead ? "The order does not add up." : "",
                    Remedy = isDead ? "Correct it in the shop." : "",
                    Total = 12.34m,
                    Currency = "USD",
                    SettledAt = DateTimeOffset.UtcNow,
                    Payload = isDead ? item.Change.Payload : default,
                },
            })],
            Documents = isDead ? [] : [.. items.Select(item => new LedgerDocument
            {
                Flow = item.Change.Flow,
                Record = item.Change.Record,
                Lane = item.Change.Lane,
                Key = "sale",
                Kind = "SalesReceipt",
                DestinationId = $"9{item.Change.Record.Id}",
                Version = "0",
                Hash = item.Change.Hash,
                Total = 12.34m,
                Tax = 1.00m,
                Currency = "USD",
                RequestId = $"r{item.Change.Record.Id}",
                Generation = 1,
                WrittenAt = DateTimeOffset.UtcNow,
            })],
        };
        (await lanes.SettleAsync(lease, settlement, Cancel)).Should().BeTrue();
        await lanes.ReleaseAsync(lease, new LaneRelease(), Cancel);
    }
}
