using System.Security.Cryptography;
using System.Text;
using CsCheck;
using SyncKit.Credentials;
using SyncKit.Fixtures;
using SyncKit.QuickBooks.Webhooks;

namespace SyncKit.QuickBooks.Tests.Webhooks;

public class MutatedDeliveryTests
{
    private static readonly byte[] CloudEvent = Encoding.UTF8.GetBytes("""
        [{"specversion":"1.0","id":"88cd52aa-33b6-4351-9aa4-47572edbd068-Customer-27","type":"qbo.customer.merged.v1","time":"2026-03-17T16:19:17.123456789Z",
          "intuitentityid":"26","intuitaccountid":"9341999","data":{"deletedid":"27"}},{"type":"qbo.invoice.voided.v1","intuitentityid":"\u0031","intuitaccountid":"1"}]
        """);

    private static readonly byte[] Old = Encoding.UTF8.GetBytes("""
        {"eventNotifications":[{"realmId":"310687","dataChangeEvent":{"entities":[{"name":"Customer","id":"1","operation":"Merge","lastUpdated":"2025-09-08T20:52:31.657Z","deletedId":"3"}]}}]}
        """);

    [Fact]
    public void No_change_to_a_delivery_makes_the_reader_throw() => Gen.Int.Sample(
        seed =>
        {
            Random random = new(seed);
            bool old = random.Next(2) == 0;
            QuickBooksReading reading = QuickBooksWebhook.Read(Mutation.Of(old ? Old : CloudEvent, random), old);
            return reading.Events.All(each => each.RealmId.All(char.IsAsciiDigit) && each is { RealmId.Length: > 0, Entity.Length: > 0, EntityId.Length: > 0 })
                && (reading.Problem is null || reading.Events.Count == 0);
        },
        iter: ExtendedRun.Times(20_000, 1_000_000),
        time: -1);

    [Fact]
    public void No_changed_delivery_verifies()
    {
        Secret verifier = new("verifier");
        Gen.Int.Sample(
            seed =>
            {
                Random random = new(seed);
                byte[] whole = random.Next(2) == 0 ? Old : CloudEvent;
                string signature = Convert.ToBase64String(HMACSHA256.HashData("verifier"u8, whole));
                byte[] body = random.Next(3) == 0 ? whole : Mutation.Of(whole, random);
                string claimed = random.Next(3) == 0 ? Encoding.Latin1.GetString(Mutation.Of(Encoding.ASCII.GetBytes(signature), random)) : signature;
                bool same = body.AsSpan().SequenceEqual(whole) && claimed == signature;
                return QuickBooksWebhook.Verify(body, claimed, verifier) == same;
            },
            iter: ExtendedRun.Times(20_000, 1_000_000),
            time: -1);
    }
}
