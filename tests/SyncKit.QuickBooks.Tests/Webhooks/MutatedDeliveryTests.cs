using System.Text;
using CsCheck;
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

    /// <summary>Pieces that break JSON in ways that single bytes seldom do.</summary>
    private static readonly string[] Pieces =
        ["\\ud800", "{}", "[]", "null", "1e999", "\"\"", "]", "}", "\\u0000", "999999999999999999999", "\uFFFF", "[[[[[[[[[[", "-07:00", "."];

    private static readonly Gen<(byte[] Body, bool Old)> Mutated =
        from old in Gen.Bool
        from times in Gen.Int[1, 4]
        from places in Gen.Int[0, 400].Array[times]
        from bytes in Gen.Byte.Array[times]
        from pieces in Gen.Int[0, (2 * Pieces.Length) - 1].Array[times]
        from cut in Gen.Int[0, 20]
        select (Mutate(old ? Old : CloudEvent, places, bytes, pieces, cut), old);

    [Fact]
    public void No_change_to_a_delivery_makes_the_reader_throw() => Mutated.Sample(
        delivery =>
        {
            QuickBooksReading reading = QuickBooksWebhook.Read(delivery.Body, delivery.Old);
            return reading.Events.All(each => each.RealmId.All(char.IsAsciiDigit) && each is { RealmId.Length: > 0, Entity.Length: > 0, EntityId.Length: > 0 })
                && (reading.Problem is null || reading.Events.Count == 0);
        },
        iter: 20_000);

    private static byte[] Mutate(byte[] whole, int[] places, byte[] bytes, int[] pieces, int cut)
    {
        List<byte> body = [.. whole];
        for (int i = 0; i < places.Length && body.Count > 0; i++)
        {
            int place = places[i] % body.Count;
            if (pieces[i] < Pieces.Length)
            {
                body.InsertRange(place, Encoding.UTF8.GetBytes(Pieces[pieces[i]]));
            }
            else
            {
                body[place] = bytes[i];
            }
        }

        return cut == 0 ? [.. body.Take(body.Count / 2)] : [.. body];
    }
}
