using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SyncKit.Http.Tests;

/// <summary>A client with the pipeline under it, on a watched clock, with its log lines kept.</summary>
internal sealed class Harness : IDisposable
{
    private readonly ServiceProvider _provider;

    public Harness(Action<HttpResilienceOptions>? configure = null, Action<IHttpClientBuilder>? further = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(new Lines(Log)));
        var builder = services.AddHttpClient("vendor").AddSyncKitPipeline(o =>
        {
            o.Jitter = static () => 0;
            o.AllowPrivateAddresses = true;
            configure?.Invoke(o);
        });
        further?.Invoke(builder);
        _provider = services.BuildServiceProvider();
    }

    public WatchedTime Time { get; } = new();

    public ConcurrentQueue<string> Log { get; } = new();

    public AccountLimiters Limiters => _provider.GetRequiredService<AccountLimiters>();

    public Task<HttpAnswer> GetAsync(string uri, string account = "a", CancellationToken? cancellationToken = null) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, uri).ForAccount(account), cancellationToken: cancellationToken);

    public Task<HttpAnswer> SendAsync(
        HttpRequestMessage request, ExpectedBody expected = ExpectedBody.Json, CancellationToken? cancellationToken = null) =>
        _provider.GetRequiredService<IHttpClientFactory>().CreateClient("vendor")
            .AnswerAsync(request, expected, cancellationToken ?? TestContext.Current.CancellationToken);

    public Task PassAsync(TimeSpan wait) => Time.PassAsync(wait, TestContext.Current.CancellationToken);

    public void Dispose() => _provider.Dispose();

    private sealed class Lines(ConcurrentQueue<string> lines) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Line(categoryName, lines);

        public void Dispose()
        {
        }
    }

    private sealed class Line(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
