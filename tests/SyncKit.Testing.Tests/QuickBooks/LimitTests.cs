using System.Net;
using System.Text.Json.Nodes;
using SyncKit.Testing.Faults;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.Testing.Tests.QuickBooks;

public sealed class LimitTests
{
    private static readonly Action<QuickBooksSimulatorOptions> Enforced = options => options.Limits.Enforced = true;

    [Fact]
    public async Task Eleventh_request_in_a_second_is_429_and_the_next_second_is_free()
    {
        await using Session session = await Session.StartAsync(configure: Enforced);
        for (int i = 0; i < 10; i++)
        {
            (await session.GetAsync("preferences")).Response.StatusCode.Should().Be(HttpStatusCode.OK);
        }

        (HttpResponseMessage refused, JsonObject? body) = await session.PostAsync("salesreceipt", session.Receipt(session.Line("1")));
        session.Clock.Advance(TimeSpan.FromSeconds(1));
        (HttpResponseMessage free, _) = await session.GetAsync("preferences");

        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.Should().BeNull();
        body!["Fault"]!["type"]!.GetValue<string>().Should().Be("SERVICE");
        body["Fault"]!["Error"]![0]!["code"]!.GetValue<string>().Should().Be("3001");
        body["Fault"]!["Error"]![0]!["Message"]!.GetValue<string>().Should().Be("message=ThrottleExceeded; errorCode=003001; statusCode=429");
        free.StatusCode.Should().Be(HttpStatusCode.OK);
        session.Company.Documents("SalesReceipt").Should().BeEmpty();
        session.Company.Throttled.Should().Be(1);
        session.Company.PeakRequestsPerSecond.Should().Be(11);
    }

    [Fact]
    public async Task Minute_limit_counts_in_a_sliding_window()
    {
        await using Session session = await Session.StartAsync(configure: options =>
        {
            options.Limits.Enforced = true;
            options.Limits.RequestsPerMinute = 5;
        });
        for (int i = 0; i < 5; i++)
        {
            await session.GetAsync("preferences");
            session.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        (HttpResponseMessage within, _) = await session.GetAsync("preferences");
        session.Clock.Advance(TimeSpan.FromSeconds(10));
        (HttpResponseMessage after, _) = await session.GetAsync("preferences");

        within.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        after.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Forty_first_batch_call_in_a_minute_is_429()
    {
        await using Session session = await Session.StartAsync(configure: Enforced);
        for (int i = 0; i < 40; i++)
        {
            (await session.PostAsync("batch", """{"BatchItemRequest":[]}""")).Response.StatusCode.Should().Be(HttpStatusCode.OK);
            session.Clock.Advance(TimeSpan.FromMilliseconds(200));
        }

        (HttpResponseMessage batch, _) = await session.PostAsync("batch", """{"BatchItemRequest":[]}""");
        (HttpResponseMessage single, _) = await session.GetAsync("preferences");

        batch.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        single.StatusCode.Should().Be(HttpStatusCode.OK);
        session.Company.PeakBatchCallsPerMinute.Should().Be(41);
    }

    [Fact]
    public async Task Request_above_the_concurrent_ones_is_429()
    {
        await using Session session = await Session.StartAsync(configure: options =>
        {
            options.Limits.Enforced = true;
            options.Limits.ConcurrentRequests = 1;
        });
        using ManualResetEventSlim finish = new();
        TaskCompletionSource editing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task edit = Task.Factory.StartNew(
            () => session.Company.Edit("Customer", session.CustomerId, _ =>
            {
                editing.SetResult();
                finish.Wait(TestContext.Current.CancellationToken);
            }),
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await editing.Task;

        // The first call waits for the bookkeeper, so of two calls one is still being answered when the other comes in.
        Task<(HttpResponseMessage Response, JsonObject? Body)>[] calls = [session.GetAsync("preferences"), session.GetAsync("preferences")];
        (HttpResponseMessage refused, _) = await await Task.WhenAny(calls);
        finish.Set();
        await edit;
        await Task.WhenAll(calls);

        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        calls.Count(call => call.Result.Response.StatusCode == HttpStatusCode.OK).Should().Be(1);
        session.Company.PeakConcurrentRequests.Should().Be(2);
    }

    [Fact]
    public async Task Throttle_body_may_be_xml_with_retry_after_although_json_was_asked_for()
    {
        await using Session session = await Session.StartAsync(configure: options =>
        {
            options.Limits.Enforced = true;
            options.Limits.RequestsPerSecond = 0;
            options.Limits.ThrottleAsXml = true;
            options.Limits.RetryAfterOn429 = TimeSpan.FromSeconds(60);
        });

        (HttpResponseMessage response, _) = await session.GetAsync("preferences");
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        response.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/xml");
        response.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(60));
        text.Should().Contain("<Error code=\"3001\">");
    }

    [Fact]
    public async Task Used_up_read_quota_blocks_reads_until_next_month_and_not_writes()
    {
        await using Session session = await Session.StartAsync(configure: options =>
        {
            options.Limits.ReadsPerMonth = 2;
            options.AccessTokenLife = TimeSpan.FromDays(60);
        });
        await session.QueryAsync("select * from Customer");
        await session.QueryAsync("select * from Customer");

        (HttpResponseMessage read, _) = await session.GetAsync("preferences");
        await session.WriteAsync("salesreceipt", session.Receipt(session.Line("1")));
        session.Clock.Advance(TimeSpan.FromDays(15));
        (HttpResponseMessage nextMonth, _) = await session.GetAsync("preferences");

        read.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        nextMonth.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Planned_429_after_a_commit_leaves_the_document_booked()
    {
        await using Session session = await Session.StartAsync();
        session.Simulator.Faults.OnCall(1, Fault.CommitThenFail(429));

        (HttpResponseMessage response, JsonObject? body) = await session.PostAsync("salesreceipt?requestid=r1", session.Receipt(session.Line("1")));
        await session.WriteAsync("salesreceipt?requestid=r1", session.Receipt(session.Line("1")));

        response.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        body!["Fault"]!["Error"]![0]!["code"]!.GetValue<string>().Should().Be("3001");
        session.Company.Documents("SalesReceipt").Should().HaveCount(1);
    }

    [Fact]
    public async Task Body_that_is_not_utf8_is_500_in_a_fault()
    {
        await using Session session = await Session.StartAsync();

        (HttpResponseMessage response, JsonObject? body) = await session.CallAsync(HttpMethod.Post, "customer", new ByteArrayContent([0x7B, 0xFF, 0x7D]));

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        body!["Fault"]!["Error"]![0]!["Detail"]!.GetValue<string>().Should().Contain("MalformedByteSequenceException");
    }

    [Fact]
    public async Task Requests_are_remembered_and_counted()
    {
        await using Session session = await Session.StartAsync();
        await session.QueryAsync("select * from Customer");

        session.Simulator.Calls.Should().Be(2);
        session.Simulator.CountCalls(request => request.Path.EndsWith("/query", StringComparison.Ordinal)).Should().Be(1);
    }
}
