using System.Net;
using System.Text.Json.Nodes;
using SyncKit.Testing.Faults;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.Testing.Tests.QuickBooks;

public sealed class WriteTests
{
    [Fact]
    public async Task Sales_receipt_is_answered_with_totals_subtotal_line_and_stamps()
    {
        await using Session session = await Session.StartAsync();

        (HttpResponseMessage response, JsonObject? body) = await session.PostAsync("salesreceipt", session.Receipt(session.Line("10.00") + "," + session.Line("5.50"), "\"DocNumber\":\"WC-1\""));

        response.StatusCode.Should().Be(HttpStatusCode.OK, body!.ToJsonString());
        JsonObject receipt = body["SalesReceipt"]!.AsObject();
        receipt.Amount("TotalAmt").Should().Be(15.50m);
        receipt.Text("SyncToken").Should().Be("0");
        receipt.Text("domain").Should().Be("QBO");
        receipt["CustomerRef"]!["name"]!.GetValue<string>().Should().Be("Ana Diaz");
        receipt["Line"]!.AsArray().Last()!["DetailType"]!.GetValue<string>().Should().Be("SubTotalLineDetail");
        receipt["MetaData"]!["CreateTime"]!.GetValue<string>().Should().Be("2026-11-20T10:00:00-08:00");
        body.Text("time").Should().Be("2026-11-20T10:00:00.000-08:00");
        response.Headers.Contains("intuit_tid").Should().BeTrue();
        BookedDocument booked = session.Company.Documents("SalesReceipt").Should().ContainSingle().Subject;
        booked.Should().BeEquivalentTo(new { DocNumber = "WC-1", TotalAmt = 15.50m, TotalTax = 0m, CustomerName = "Ana Diaz", Currency = "USD", Voided = false });
    }

    [Fact]
    public async Task Lost_answer_is_found_again_by_the_same_requestid()
    {
        await using Session session = await Session.StartAsync();
        string receipt = session.Receipt(session.Line("10"));
        session.Simulator.Faults.OnCall(1, Fault.CommitThenDrop());
        await FluentActions.Awaiting(() => session.PostAsync("salesreceipt?requestid=r1", receipt)).Should().ThrowAsync<HttpRequestException>();

        session.Clock.Advance(TimeSpan.FromMinutes(1));
        JsonObject again = await session.WriteAsync("salesreceipt?requestid=r1", receipt);
        JsonObject third = await session.WriteAsync("salesreceipt?requestid=r1", receipt);

        session.Company.Documents("SalesReceipt").Should().ContainSingle().Which.Id.Should().Be(again.Text("Id"));
        third.ToJsonString().Should().Be(again.ToJsonString());
        session.Company.Writes.Should().Be(1);
    }

    [Fact]
    public async Task Same_write_without_requestid_is_booked_twice()
    {
        await using Session session = await Session.StartAsync();

        await session.WriteAsync("salesreceipt", session.Receipt(session.Line("10")));
        await session.WriteAsync("salesreceipt", session.Receipt(session.Line("10")));

        session.Company.Documents("SalesReceipt").Should().HaveCount(2);
    }

    [Fact]
    public async Task Same_requestid_with_another_payload_answers_the_old_document()
    {
        await using Session session = await Session.StartAsync();

        JsonObject first = await session.WriteAsync("salesreceipt?requestid=r1", session.Receipt(session.Line("10")));
        JsonObject second = await session.WriteAsync("salesreceipt?requestid=r1", session.Receipt(session.Line("99")));

        second.ToJsonString().Should().Be(first.ToJsonString());
    }

    [Fact]
    public async Task Refused_write_is_not_remembered_under_its_requestid()
    {
        await using Session session = await Session.StartAsync();

        string code = await session.RefusedAsync("salesreceipt?requestid=r1", """{"Line":[]}""");
        JsonObject written = await session.WriteAsync("salesreceipt?requestid=r1", session.Receipt(session.Line("10")));

        code.Should().Be("2020");
        written.Amount("TotalAmt").Should().Be(10m);
    }

    [Fact]
    public async Task Requestid_is_forgotten_after_its_retention()
    {
        await using Session session = await Session.StartAsync(configure: o => o.AccessTokenLife = TimeSpan.FromDays(3));
        await session.WriteAsync("salesreceipt?requestid=r1", session.Receipt(session.Line("10")));

        session.Clock.Advance(TimeSpan.FromHours(24));
        await session.WriteAsync("salesreceipt?requestid=r1", session.Receipt(session.Line("10")));

        session.Company.Documents("SalesReceipt").Should().HaveCount(2);
    }

    [Fact]
    public async Task Repeated_requestid_is_600_when_the_switch_says_so()
    {
        await using Session session = await Session.StartAsync(configure: o => o.DuplicateRequestId = DuplicateRequestIdAnswer.Fault600);
        await session.WriteAsync("salesreceipt?requestid=r1", session.Receipt(session.Line("10")));

        (await session.RefusedAsync("salesreceipt?requestid=r1", session.Receipt(session.Line("10")))).Should().Be("600");
    }

    [Fact]
    public async Task Requestid_above_50_characters_is_2130()
    {
        await using Session session = await Session.StartAsync();

        (await session.RefusedAsync("salesreceipt?requestid=" + new string('x', 51), session.Receipt(session.Line("10")))).Should().Be("2130");
    }

    [Fact]
    public async Task Batch_items_cannot_see_each_other_and_fail_one_by_one()
    {
        await using Session session = await Session.StartAsync();
        string next = (int.Parse(session.CustomerId) + 1).ToString();
        string batch = $$"""
            {"BatchItemRequest":[
              {"bId":"c","operation":"create","Customer":{"DisplayName":"New one"}},
              {"bId":"r","operation":"create","SalesReceipt":{"CustomerRef":{"value":"{{next}}"},"Line":[{{session.Line("1")}}]}},
              {"bId":"q","Query":"select * from Customer where DisplayName = 'New one'"},
              {"bId":"ok","operation":"create","SalesReceipt":{{session.Receipt(session.Line("7"))}}}]}
            """;

        (HttpResponseMessage response, JsonObject? body) = await session.PostAsync("batch?requestid=b1", batch);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        Dictionary<string, JsonObject> items = body!["BatchItemResponse"]!.AsArray().ToDictionary(item => item!["bId"]!.GetValue<string>(), item => item!.AsObject());
        items["c"]["Customer"]!["Id"]!.GetValue<string>().Should().Be(next);
        items["r"]["Fault"]!["Error"]![0]!["code"]!.GetValue<string>().Should().Be("2500");
        items["q"]["QueryResponse"]!.AsObject().Should().BeEmpty();
        items["ok"]["SalesReceipt"]!["TotalAmt"]!.GetValue<decimal>().Should().Be(7m);
    }

    [Fact]
    public async Task Batch_is_replayed_item_by_item_and_refused_items_run_again()
    {
        await using Session session = await Session.StartAsync();
        string batch = $$"""
            {"BatchItemRequest":[
              {"bId":"1","operation":"create","SalesReceipt":{{session.Receipt(session.Line("7"))}}},
              {"bId":"2","operation":"create","SalesReceipt":{"CustomerRef":{"value":"77"},"Line":[{{session.Line("1")}}]}}]}
            """;

        await session.PostAsync("batch?requestid=b1", batch);
        session.Company.Add("Customer", """{"DisplayName":"Later"}""");
        await session.PostAsync("batch?requestid=b1", batch.Replace("\"77\"", $"\"{session.CustomerId}\""));

        session.Company.Documents("SalesReceipt").Select(d => d.TotalAmt).Should().BeEquivalentTo([7m, 1m]);
        session.Company.BatchCalls.Should().Be(2);
    }

    [Fact]
    public async Task Batch_order_is_shuffled()
    {
        await using Session session = await Session.StartAsync();
        IEnumerable<string> items = Enumerable.Range(1, 30).Select(i => $$"""{"bId":"{{i}}","operation":"create","SalesReceipt":{{session.Receipt(session.Line("1"))}}}""");

        (_, JsonObject? body) = await session.PostAsync("batch", $$"""{"BatchItemRequest":[{{string.Join(',', items)}}]}""");

        int[] order = [.. body!["BatchItemResponse"]!.AsArray().Select(item => int.Parse(item!["bId"]!.GetValue<string>()))];
        order.Should().BeEquivalentTo(Enumerable.Range(1, 30)).And.NotBeInAscendingOrder();
    }

    [Fact]
    public async Task Batch_of_31_is_1040_and_writes_nothing()
    {
        await using Session session = await Session.StartAsync();
        IEnumerable<string> items = Enumerable.Range(1, 31).Select(i => $$"""{"bId":"{{i}}","operation":"create","SalesReceipt":{{session.Receipt(session.Line("1"))}}}""");

        string code = await session.RefusedAsync("batch", $$"""{"BatchItemRequest":[{{string.Join(',', items)}}]}""");

        code.Should().Be("1040");
        session.Company.Documents("SalesReceipt").Should().BeEmpty();
    }

    [Fact]
    public async Task Full_update_empties_what_is_not_sent()
    {
        await using Session session = await Session.StartAsync();
        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("10"), "\"PrivateNote\":\"keep me\""));

        JsonObject updated = await session.WriteAsync("salesreceipt", $$"""{"Id":"{{receipt.Text("Id")}}","SyncToken":"0","Line":[{{session.Line("10")}}]}""");

        updated.ContainsKey("CustomerRef").Should().BeFalse();
        updated.ContainsKey("PrivateNote").Should().BeFalse();
        updated.Text("SyncToken").Should().Be("1");
    }

    [Fact]
    public async Task Sparse_update_keeps_the_rest_and_replaces_the_whole_line_array()
    {
        await using Session session = await Session.StartAsync();
        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("10") + "," + session.Line("20"), "\"PrivateNote\":\"keep me\""));

        JsonObject updated = await session.WriteAsync("salesreceipt", $$"""{"Id":"{{receipt.Text("Id")}}","SyncToken":"0","sparse":true,"Line":[{{session.Line("3")}}]}""");

        updated.Amount("TotalAmt").Should().Be(3m);
        updated.Text("PrivateNote").Should().Be("keep me");
        updated.Ref("CustomerRef").Should().Be(session.CustomerId);
    }

    [Fact]
    public async Task Stale_sync_token_is_5010()
    {
        await using Session session = await Session.StartAsync();
        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("10")));
        session.Company.Edit("SalesReceipt", receipt.Text("Id")!, document => document["PrivateNote"] = "by hand");

        string code = await session.RefusedAsync("salesreceipt", $$"""{"Id":"{{receipt.Text("Id")}}","SyncToken":"0","sparse":true,"PrivateNote":"mine"}""");

        code.Should().Be("5010");
    }

    [Fact]
    public async Task Delete_answers_a_tombstone_and_the_document_is_gone()
    {
        await using Session session = await Session.StartAsync();
        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("10")));

        JsonObject deleted = await session.WriteAsync("salesreceipt?operation=delete", $$"""{"Id":"{{receipt.Text("Id")}}","SyncToken":"0"}""");
        (HttpResponseMessage read, JsonObject? fault) = await session.GetAsync("salesreceipt/" + receipt.Text("Id"));

        deleted.Text("status").Should().Be("Deleted");
        read.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        fault!["Fault"]!["Error"]![0]!["code"]!.GetValue<string>().Should().Be("610");
        session.Company.Documents("SalesReceipt").Should().BeEmpty();
    }

    [Fact]
    public async Task Customer_cannot_be_deleted()
    {
        await using Session session = await Session.StartAsync();

        (await session.RefusedAsync("customer?operation=delete", $$"""{"Id":"{{session.CustomerId}}","SyncToken":"0"}""")).Should().Be("500");
    }

    [Fact]
    public async Task Void_of_a_sales_receipt_is_an_update_that_keeps_it_with_zero_amounts()
    {
        await using Session session = await Session.StartAsync();
        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("10"), "\"PrivateNote\":\"woo:1\""));
        string body = $$"""{"Id":"{{receipt.Text("Id")}}","SyncToken":"0","sparse":true}""";

        (await session.RefusedAsync("salesreceipt?operation=void", body)).Should().Be("500");
        JsonObject voided = await session.WriteAsync("salesreceipt?operation=update&include=void", body);

        voided.Amount("TotalAmt").Should().Be(0m);
        voided.Text("PrivateNote").Should().Be("Voided");
        session.Company.Documents("SalesReceipt").Single().Voided.Should().BeTrue();
    }
}
