using FluentAssertions;
using SyncKit.Connections;
using SyncKit.Webhooks;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>What polling finds is held against what was delivered; each change counts once.</summary>
public abstract class WebhookHistorySuite : StorageSuite
{
    private DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    [Fact]
    public async Task A_change_that_was_delivered_counts_as_delivered()
    {
        await Told("1", 5);
        await Found(("1", 5), ("2", 3));
        await Told("2", 4);

        (await Judge()).Should().Be(new WebhookTally(2, 0));
        (await Report()).Should().Equal(new WebhookKindHealth("order", 2, 2, 0, Now));
    }

    [Fact]
    public async Task A_change_after_the_last_delivery_of_its_record_is_lost()
    {
        await Told("1", 4);
        await Found(("1", 5), ("2", 5));

        (await Judge()).Should().Be(new WebhookTally(0, 2));
        (await Judge()).Should().Be(default(WebhookTally));
        (await Report()).Should().Equal(new WebhookKindHealth("order", 1, 0, 2, Now));
    }

    [Fact]
    public async Task What_was_found_lately_is_not_judged_yet()
    {
        await Found(("1", 1));
        Storage.Time.Advance(TimeSpan.FromMinutes(10));
        await Found(("1", 1), ("2", 1));

        (await Storage.WebhookHistory.JudgeAsync(Acme.Shop, Now.AddMinutes(-10), Token)).Should().Be(new WebhookTally(0, 1));
        (await Judge()).Should().Be(new WebhookTally(0, 1));
    }

    [Fact]
    public async Task A_change_counts_once_however_often_polling_finds_it()
    {
        await Found(("1", 1));
        await Judge();
        await Found(("1", 1));
        await Found(("1", 0));
        (await Judge()).Should().Be(default(WebhookTally));

        await Found(("1", 2));
        (await Judge()).Should().Be(new WebhookTally(0, 1));
    }

    [Fact]
    public async Task A_delivery_that_tells_of_the_whole_kind_covers_all_its_records()
    {
        await Told(string.Empty, 5);
        await Found(("1", 5), ("2", 6));
        await Storage.WebhookHistory.FoundAsync(Acme.Shop, [new ToldRecord("product", "1", At(1))], Token);

        (await Judge()).Should().Be(new WebhookTally(1, 2));
        (await Report()).Select(kind => (kind.Kind, kind.Delivered, kind.Lost)).Should().Equal(("order", 1, 1), ("product", 0, 1));
    }

    [Fact]
    public async Task An_older_delivery_does_not_take_back_what_a_newer_one_told()
    {
        await Told("1", 5);
        await Told("1", 2);
        await Found(("1", 4));

        (await Judge()).Should().Be(new WebhookTally(1, 0));
    }

    [Fact]
    public async Task Connections_and_tenants_are_judged_apart()
    {
        Merchant other = new("other");
        await Told("1", 5);
        await Storage.WebhookHistory.FoundAsync(other.Shop, [new ToldRecord("order", "1", At(1))], Token);

        (await Judge()).Should().Be(default(WebhookTally));
        (await Storage.WebhookHistory.JudgeAsync(other.Shop, Now, Token)).Should().Be(new WebhookTally(0, 1));
        (await Report()).Should().ContainSingle().Which.Lost.Should().Be(0);
    }

    [Fact]
    public async Task Days_are_reported_and_forgotten_apart_and_what_is_open_stays()
    {
        await Found(("1", 1));
        await Judge();
        await Found(("2", 1));
        DateOnly first = Today;
        Storage.Time.Advance(TimeSpan.FromDays(2));
        await Told("3", 1);

        (await Storage.WebhookHistory.ReportAsync(Acme.Shop, first, first, Token)).Should().Equal(new WebhookKindHealth("order", 0, 0, 1, null));
        (await Storage.WebhookHistory.ReportAsync(Acme.Shop, first, Today, Token)).Should().Equal(new WebhookKindHealth("order", 1, 0, 1, Now));
        await Storage.WebhookHistory.ForgetAsync(Now.AddDays(-1), Token);
        (await Storage.WebhookHistory.ReportAsync(Acme.Shop, first, Today, Token)).Should().Equal(new WebhookKindHealth("order", 1, 0, 0, Now));
        (await Judge()).Should().Be(new WebhookTally(0, 1));
    }

    private static DateTimeOffset At(int minute) => StorageUnderTest.Start.AddMinutes(minute);

    private Task Told(string id, int minute) => Storage.State.ReceiveAsync(
        Acme.Stream, [], null, new WebhookMark(Acme.Shop) { Told = [new ToldRecord("order", id, At(minute))] }, Token);

    private Task Found(params (string Id, int Minute)[] found) => Storage.WebhookHistory.FoundAsync(
        Acme.Shop, [.. found.Select(record => new ToldRecord("order", record.Id, At(record.Minute)))], Token);

    private Task<WebhookTally> Judge() => Storage.WebhookHistory.JudgeAsync(Acme.Shop, Now, Token);

    private Task<IReadOnlyList<WebhookKindHealth>> Report() => Storage.WebhookHistory.ReportAsync(Acme.Shop, Today, Today, Token);
}
