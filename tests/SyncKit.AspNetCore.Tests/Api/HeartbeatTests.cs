using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SyncKit.AspNetCore.Api.Runs;
using SyncKit.Runs;

namespace SyncKit.AspNetCore.Tests.Api;

public sealed class HeartbeatTests
{
    [Fact]
    public async Task A_reader_of_a_run_in_which_nothing_happens_hears_that_the_connection_lives()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();
        SyncRuns runs = world.Services.GetRequiredService<SyncRuns>();
        CancellationToken cancel = TestContext.Current.CancellationToken;
        SyncRun run = await runs.StartAsync(ApiWorld.Acme, new RunRequest { Flow = ApiWorld.Flow }, cancel);
        FakeTimeProvider time = new();
        Pipe pipe = new();
        DefaultHttpContext http = new();
        http.Response.Body = pipe.Writer.AsStream();

        Task streaming = new RunEvents(runs, ApiWorld.Acme, run.Id, time).ExecuteAsync(http);
        StringBuilder heard = new();
        while (!heard.ToString().Contains(": still here\n\n", StringComparison.Ordinal))
        {
            Task<ReadResult> reading = pipe.Reader.ReadAsync(cancel).AsTask();
            while (!reading.IsCompleted)
            {
                time.Advance(TimeSpan.FromSeconds(15));
                await Task.Yield();
            }

            ReadResult read = await reading;
            heard.Append(Encoding.UTF8.GetString(read.Buffer));
            pipe.Reader.AdvanceTo(read.Buffer.End);
        }

        await runs.CancelAsync(ApiWorld.Acme, run.Id, cancel);
        pipe.Reader.CancelPendingRead();
        await pipe.Reader.CompleteAsync();
        await streaming;
        heard.ToString().Should().StartWith("event: progress\nid: ");
        http.Response.ContentType.Should().Be("text/event-stream");
    }
}
