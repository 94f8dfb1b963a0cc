using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Lanes;

namespace SyncKit.AspNetCore.Tests.Api;

public sealed class ErrorTests
{
    private const string Retry = "/synckit/tenants/acme/dead-letters/retry";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    [InlineData(null)]
    public async Task A_change_that_a_foreign_page_could_send_is_refused(string? contentType)
    {
        await using ApiWorld world = await ApiWorld.StartAsync();
        await world.HoldAsync(ApiWorld.Acme, "1");
        using ByteArrayContent body = new(Encoding.UTF8.GetBytes($$"""{"flow":"{{ApiWorld.Flow}}","all":true}"""));
        body.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);

        JsonElement problem = await world.Jane.PostAsync(new Uri(Retry, UriKind.Relative), body, Cancel).AnswerAsync(HttpStatusCode.UnsupportedMediaType);

        problem.Code().Should().Be("request.content-type");
        (await world.Jane.ReadAsync($"/synckit/tenants/acme/dead-letters?flow={ApiWorld.Flow}")).Rows().Should().HaveCount(1);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_whether_it_says_so_or_not()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();
        string large = $$"""{"flow":"{{new string('x', 300_000)}}"}""";

        (await world.Jane.PostAsync(Retry, large, HttpStatusCode.RequestEntityTooLarge)).Code().Should().Be("request.too-large");

        using HttpRequestMessage chunked = new(HttpMethod.Post, Retry) { Content = new StringContent(large, Encoding.UTF8, "application/json") };
        chunked.Headers.TransferEncodingChunked = true;
        await world.Jane.SendAsync(chunked, Cancel).AnswerAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task An_error_in_the_program_shows_nothing_but_a_trace_id_and_is_logged()
    {
        await using ApiWorld world = await ApiWorld.StartAsync(new ApiWorldOptions
        {
            Services = services => services.Replace(ServiceDescriptor.Singleton<IInbox, BrokenInbox>()),
        });

        JsonElement problem = await world.Jane.ReadAsync($"/synckit/tenants/acme/inbox?flow={ApiWorld.Flow}", HttpStatusCode.InternalServerError);

        problem.Code().Should().Be("internal");
        string traceId = problem.Text("traceId");
        problem.GetRawText().Should().NotContain("secret-of-the-database");
        world.Log.Errors.Should().Contain(line => line.Contains(traceId, StringComparison.Ordinal) && line.Contains("secret-of-the-database", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tenants_calls_are_limited_and_its_neighbours_are_not()
    {
        await using ApiWorld world = await ApiWorld.StartAsync(new ApiWorldOptions
        {
            Services = services => services.Configure<SyncKitEndpointOptions>(limits =>
            {
                limits.ApiBurst = 3;
                limits.ApiRequestsPerSecond = 1;
            }),
        });
        List<HttpStatusCode> answers = [];
        for (int i = 0; i < 10; i++)
        {
            await world.Mallory.SendAsync(HttpMethod.Get, "/synckit/tenants/acme").AnswerAsync(HttpStatusCode.NotFound);
        }

        for (int i = 0; i < 10; i++)
        {
            using HttpResponseMessage response = await world.Jane.SendAsync(HttpMethod.Get, "/synckit/tenants/acme");
            answers.Add(response.StatusCode);
        }

        answers[..3].Should().OnlyContain(status => status == HttpStatusCode.OK, "who may not act for a tenant does not use up its calls");
        answers.Should().Contain(HttpStatusCode.TooManyRequests);
        (await world.Mallory.ReadAsync("/synckit/tenants/zeta")).Text("id").Should().Be("zeta");
    }

    [Fact]
    public async Task An_address_that_the_api_does_not_have_is_a_problem_like_any_other()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();

        await world.Jane.ReadAsync("/synckit/tenants/acme/nothing", HttpStatusCode.NotFound);
        await world.Jane.PutAsync("/synckit/tenants/acme/runs", "{}", HttpStatusCode.NotFound);
        await world.Jane.PostAsync("/synckit/tenants", "{}", HttpStatusCode.NotFound);
        await world.Operator.ReadAsync("/synckit/operator/nothing", HttpStatusCode.NotFound);
        await world.Nobody.SendAsync(HttpMethod.Get, "/synckit/tenants/acme/nothing").AnswerAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public void An_app_that_does_not_know_who_calls_does_not_start_with_the_api()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSyncKit().UseInMemory();
        WebApplication app = builder.Build();
        FluentActions.Invoking(() => app.MapSyncKitApi()).Should().Throw<InvalidOperationException>().WithMessage("*AddAuthentication*AddAuthorization*");

        WebApplication bare = WebApplication.CreateSlimBuilder().Build();
        FluentActions.Invoking(() => bare.MapSyncKitApi()).Should().Throw<InvalidOperationException>().WithMessage("*AddSyncKit()*");
    }

    private sealed class BrokenInbox : IInbox
    {
        public Task<InboxPage> ListAsync(TenantId tenant, InboxQuery query, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("secret-of-the-database");

        public Task<IReadOnlyList<LaneStatus>> ListLanesAsync(TenantId tenant, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("secret-of-the-database");
    }
}
