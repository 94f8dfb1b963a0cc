using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.QuickBooks;

namespace SyncKit.AspNetCore.Tests.Webhooks;

public sealed class AppDoorTests : IDisposable
{
    private const string Realm = "9341455";

    private readonly TemporaryFile file = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Uri Address(DoorUnderTest door) => door.UriOf("app/quickbooks");

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task A_delivery_of_several_companies_without_data_with_merges_and_nine_digits_is_taken_in_once()
    {
        await using DoorUnderTest door = await DoorUnderTest.StartAsync(file.Path);
        await door.ConnectShopAsync();
        byte[] body = Encoding.UTF8.GetBytes($$"""
            [{"specversion":"1.0","id":"e1","type":"qbo.salesreceipt.updated.v1","time":"2030-03-17T16:19:17Z","intuitentityid":"150","intuitaccountid":"{{Realm}}"},
             {"id":"e2-Customer-27","type":"qbo.customer.merged.v1","time":"2030-03-17T16:19:17.123456789Z","intuitentityid":"26","intuitaccountid":"{{Realm}}","data":{"deletedid":"27"} },
             {"id":"e3","type":"qbo.invoice.deleted.v1","time":"2030-03-17T16:19:17Z","intuitentityid":"9","intuitaccountid":"999","data":{} }]
            """);
        await SettleDocumentAsync(door, "150");

        (await PostAsync(door, body)).Should().Be(200);
        StreamPosition? hint = await HintAsync(door);
        hint.Should().NotBeNull();
        (await PostAsync(door, body)).Should().Be(200);
        (await HintAsync(door)).Should().Be(hint, "a replay does nothing");
    }

    [Fact]
    public async Task What_the_ledger_wrote_itself_or_does_not_know_is_answered_and_causes_no_read()
    {
        await using DoorUnderTest door = await DoorUnderTest.StartAsync(file.Path);
        await door.ConnectShopAsync();
        await SettleDocumentAsync(door, "150");
        byte[] body = Encoding.UTF8.GetBytes($$"""
            [{"id":"e1","type":"qbo.salesreceipt.created.v1","time":"2020-03-17T16:19:17Z","intuitentityid":"150","intuitaccountid":"{{Realm}}"},
             {"id":"e2","type":"qbo.salesreceipt.updated.v1","time":"2030-03-17T16:19:17Z","intuitentityid":"151","intuitaccountid":"{{Realm}}"}]
            """);

        (await PostAsync(door, body)).Should().Be(200);
        (await HintAsync(door)).Should().BeNull();
    }

    [Fact]
    public async Task It_fails_closed()
    {
        await using DoorUnderTest door = await DoorUnderTest.StartAsync(file.Path);
        byte[] body = "[]"u8.ToArray();

        (await door.StatusAsync(Address(door), body, DoorUnderTest.Sign(body, DoorUnderTest.VerifierToken))).Should().Be(200);
        (await door.StatusAsync(Address(door), body, DoorUnderTest.Sign(body, "secret"))).Should().Be(401, "that is the client secret");
        (await door.StatusAsync(Address(door), body, null)).Should().Be(401);
        (await door.StatusAsync(door.UriOf("app/woocommerce"), body, DoorUnderTest.Sign(body, DoorUnderTest.VerifierToken))).Should().Be(401);
        (await door.StatusAsync(Address(door), body, DoorUnderTest.Sign(body, DoorUnderTest.VerifierToken), "text/plain")).Should().Be(415);
        byte[] broken = "{\"eventNotifications\":[]}"u8.ToArray();
        (await PostAsync(door, broken)).Should().Be(400, "the old form is off");
        using TemporaryFile other = new();
        await using DoorUnderTest without = await DoorUnderTest.StartAsync(
            other.Path, static services => services.Configure<QuickBooksOptions>(static options => options.WebhookVerifierToken = string.Empty));
        (await without.StatusAsync(Address(without), body, DoorUnderTest.Sign(body, string.Empty))).Should().Be(401);
    }

    private static Task<int> PostAsync(DoorUnderTest door, byte[] body) =>
        door.StatusAsync(Address(door), body, DoorUnderTest.Sign(body, DoorUnderTest.VerifierToken));

    private static Task<StreamPosition?> HintAsync(DoorUnderTest door) => door.Services.GetRequiredService<ISyncStateStore>()
        .FindPositionAsync(new StreamId(DoorUnderTest.Books, "books", "hint"), Cancel);

    private static async Task SettleDocumentAsync(DoorUnderTest door, string id)
    {
        ILaneStore lanes = door.Services.GetRequiredService<ILaneStore>();
        LaneLease lease = (await lanes.AcquireLaneAsync(DoorUnderTest.Books, "owner", TimeSpan.FromMinutes(1), Cancel))!;
        LedgerDocument document = new()
        {
            Flow = DoorUnderTest.Flow,
            Record = new RecordKey(new ConnectionId(DoorUnderTest.Acme, "woocommerce", "shop"), "order", "1"),
            Lane = DoorUnderTest.Books,
            Key = "sale",
            Kind = "SalesReceipt",
            DestinationId = id,
            Version = "0",
            Hash = ContentHash.Of("x"u8),
            Total = 1,
            Tax = 0,
            Currency = "USD",
            RequestId = "r",
            Generation = 1,
            WrittenAt = new DateTimeOffset(2026, 11, 30, 0, 0, 0, TimeSpan.Zero),
        };
        (await lanes.SettleAsync(lease, new Settlement { Documents = [document] }, Cancel)).Should().BeTrue();
        await lanes.ReleaseAsync(lease, new LaneRelease(), Cancel);
    }
}
