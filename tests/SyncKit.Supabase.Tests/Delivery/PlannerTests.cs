using System.Text;
using System.Text.Json;
using CsCheck;
using SyncKit.Commerce;
using SyncKit.Intents;
using SyncKit.Supabase.Api;
using SyncKit.Supabase.Delivery;
using SyncKit.Supabase.Tests.Project;

namespace SyncKit.Supabase.Tests.Delivery;

public sealed class PlannerTests
{
    private static readonly Gen<Order> AnyOrder =
        from id in Gen.Int[1, 999]
        from lines in Gen.Select(Gen.Int[1, 99_999], Gen.Decimal[0m, 999m]).Array[1, 6]
        from refunded in Gen.Bool
        select Sales.Order(id, [.. lines.DistinctBy(line => line.Item1).Select(line => Sales.Line($"{line.Item1}", Math.Round(line.Item2, 2), 0.1m))]) with
        {
            Refunds = refunded ? [Sales.Refund($"{id}9", 1m, 0m)] : [],
        };

    [Fact]
    public void One_intent_writes_parents_then_takes_away_then_writes_what_belongs_to_them()
    {
        Desk desk = new();

        Intent intent = desk.Plan(desk.Write(Sales.Order(2) with { Refunds = [Sales.Refund("92", 1m, 0m)] }), desk.Write(Sales.Order(1), isThere: true)).Should().ContainSingle().Subject;

        CallFrame frame = CallFrame.Read(intent.Content);
        frame.Rows.Should().Equal("shop/main/1", "shop/main/2");
        intent.Targets.Select(target => target.Document!.Record.Id).Should().Equal("1", "2");
        string[] calls = [.. frame.Parts.Select(part => CallComposer.Compose(part, [.. Enumerable.Range(part.First, part.Counts.Count)])).Select(call => $"{call.Method} {call.Path}")];
        calls.Select(call => call.Split('?')[0]).Should().Equal(
            "POST synckit_orders",
            "DELETE synckit_order_refund_lines", "DELETE synckit_order_refund_lines",
            "DELETE synckit_order_refunds", "DELETE synckit_order_refunds",
            "DELETE synckit_order_lines", "DELETE synckit_order_lines",
            "POST synckit_order_lines", "POST synckit_order_refunds", "POST synckit_order_refund_lines");
        calls[0].Should().EndWith("&select=order_id,net_total,net_tax");
        calls[5].Should().Be("DELETE synckit_order_lines?tenant_id=eq.acme&source=eq.shop%2Fmain&order_id=in.(1)&or=(and(order_id.eq.1,line_id.not.in.(11,12,18)))");
        calls[6].Should().Be("DELETE synckit_order_lines?tenant_id=eq.acme&source=eq.shop%2Fmain&order_id=in.(2)");
        frame.Parts[0].Returns.Should().BeTrue();
    }

    [Fact]
    public void The_same_writes_in_any_order_give_the_same_bytes_and_keys_within_the_limits() =>
        AnyOrder.Array[1, 40].Select(orders => orders.DistinctBy(order => order.Id).ToArray()).Sample(orders =>
        {
            Desk desk = new();
            IReadOnlyList<Intent> plan = desk.Plan(orders.Select(order => desk.Write(order)));
            IReadOnlyList<Intent> again = desk.Plan(orders.Reverse().Select(order => desk.Write(order)));

            plan.SelectMany(intent => intent.Targets).Select(target => target.Document!.Record.Id).Should().BeEquivalentTo(orders.Select(order => order.Id));
            plan.Sum(intent => intent.Targets.Sum(target => target.Document!.Total)).Should().Be(orders.Sum(order => order.Total - order.Refunds.Sum(refund => refund.Amount)));
            Rows(plan, "synckit_order_lines").Should().Be(orders.Sum(order => order.Lines.Count + 1));
            again.Select(intent => intent.RequestId).Should().Equal(plan.Select(intent => intent.RequestId));
            again.Select(intent => Convert.ToHexString(intent.Content.Span)).Should().Equal(plan.Select(intent => Convert.ToHexString(intent.Content.Span)));
        }, iter: Fixtures.ExtendedRun.Times(50, 2000));

    [Fact]
    public void No_request_has_more_rows_or_bytes_than_one_may_carry()
    {
        Desk desk = new();
        string note = new('x', 900_000);
        Order[] orders =
        [
            .. Enumerable.Range(1, 9).Select(id => Sales.Order(id) with { CustomerNote = note }),
            Sales.Order(10, [.. Enumerable.Range(1, 2500).Select(line => Sales.Line($"{line}", 1m, 0m))]),
            .. Enumerable.Range(11, 700).Select(id => Sales.Order(id)),
        ];

        IReadOnlyList<Intent> plan = desk.Plan(orders.Select(order => desk.Write(order, isThere: order.Id.Length > 2)));

        foreach (CallPart part in plan.SelectMany(intent => CallFrame.Read(intent.Content).Parts))
        {
            part.Body.Length.Should().BeLessThan(4_100_000);
            part.Counts.Sum().Should().BeLessThanOrEqualTo(1000);
            CallComposer.Compose(part, [.. Enumerable.Range(part.First, part.Counts.Count)]).Path.Length.Should().BeLessThan(7000);
        }

        Rows(plan, "synckit_orders").Should().Be(orders.Length);
        Rows(plan, "synckit_order_lines").Should().Be(orders.Sum(order => order.Lines.Count + 1));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"orderFunction":"synckit_put_orders"}""")]
    public void A_part_of_a_request_has_the_rows_of_its_targets_and_no_others(string tables) =>
        Gen.Select(AnyOrder.Array[2, 12], Gen.Int[0, 4095]).Sample((drawn, mask) =>
        {
            Desk desk = new(tables);
            Order[] orders = [.. drawn.DistinctBy(order => order.Id)];
            foreach (Intent intent in desk.Plan(orders.Select(order => desk.Write(order, isThere: order.Id.Length == 2))))
            {
                foreach (CallPart part in CallFrame.Read(intent.Content).Parts)
                {
                    int[] all = [.. Enumerable.Range(part.First, part.Counts.Count)];
                    int[] some = [.. all.Where(target => (mask >> (target % 12) & 1) == 1)];
                    int[] others = [.. all.Except(some)];
                    if (some.Length > 0 && others.Length > 0 && part.HasRows)
                    {
                        List<string> divided = [.. Elements(CallComposer.Compose(part, some)), .. Elements(CallComposer.Compose(part, others))];
                        divided.Should().BeEquivalentTo(Elements(CallComposer.Compose(part, all)));
                        Elements(CallComposer.Compose(part, some)).Should().HaveCount(some.Sum(target => part.Counts[target - part.First]));
                    }
                }
            }
        }, iter: Fixtures.ExtendedRun.Times(50, 2000));

    [Fact]
    public void Ends_are_marks_by_default_and_deletions_of_everything_by_setting()
    {
        Desk soft = new();
        CallPart mark = CallFrame.Read(soft.Plan(soft.End("1"), soft.End("2")).Should().ContainSingle().Subject.Content).Parts.Should().ContainSingle().Subject;
        ProjectCall call = CallComposer.Compose(mark, [0, 1]);
        $"{call.Method} {call.Path} {Encoding.UTF8.GetString(call.Body.Span)}".Should().Be(
            "PATCH synckit_orders?tenant_id=eq.acme&source=eq.shop%2Fmain&order_id=in.(1,2) {\"deleted_at\":\"2026-11-30T12:00:00.000000Z\"}");

        Desk hard = new("""{"deletes":"hard"}""");
        CallFrame.Read(hard.Plan(hard.End("1")).Single().Content).Parts.Select(part => $"{part.Method} {part.Path.Split('?')[0]}").Should().Equal(
            "DELETE synckit_order_refund_lines", "DELETE synckit_order_refunds", "DELETE synckit_order_lines", "DELETE synckit_orders");
    }

    [Fact]
    public void Ids_of_any_text_stay_one_value_in_a_filter()
    {
        Desk desk = new();
        Order odd = Sales.Order(1) with { Id = "a,b)(\"\\ ü" };

        CallPart delete = CallFrame.Read(desk.Plan(desk.Write(odd)).Single().Content).Parts.First(part => part.Method == "DELETE");

        CallComposer.Compose(delete, [0]).Path.Should().EndWith("order_id=in.(" + Uri.EscapeDataString("\"a,b)(\\\"\\\\ ü\"") + ")");
    }

    private static int Rows(IReadOnlyList<Intent> plan, string table) => plan
        .SelectMany(intent => CallFrame.Read(intent.Content).Parts)
        .Where(part => part.Method == "POST" && part.Path.StartsWith(table + "?", StringComparison.Ordinal))
        .Sum(part => Elements(new ProjectCall(HttpMethod.Post, part.Path) { Body = part.Body }).Count);

    private static List<string> Elements(ProjectCall call)
    {
        using JsonDocument body = JsonDocument.Parse(call.Body);
        JsonElement array = body.RootElement.ValueKind == JsonValueKind.Array ? body.RootElement : body.RootElement.GetProperty("orders");
        return [.. array.EnumerateArray().Select(element => element.GetRawText())];
    }
}
