using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using SyncKit.Http;

namespace SyncKit;

/// <summary>Gives an HTTP client what every connector needs.</summary>
public static class SyncKitHttpClientBuilderExtensions
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Puts the one resilience pipeline under a client: total timeout, retry, circuit breaker and limiter per account, attempt timeout;
    /// whole, bounded answers; public addresses only; no cookies, no redirections, no logged query strings. All waiting follows the registered
    /// <see cref="TimeProvider"/>. Call once per client and send with <see cref="HttpClientAnswers.AnswerAsync"/>.
    /// </summary>
    /// <remarks>
    /// Handlers added before the pipeline wrap the whole call; handlers added after it run within each attempt.
    /// The first attempt and every retry count in the limiter.
    /// </remarks>
    /// <param name="builder">The client's builder.</param>
    /// <param name="configure">Changes the options of this client, validated at start.</param>
    /// <returns>The builder.</returns>
    public static IHttpClientBuilder AddSyncKitPipeline(this IHttpClientBuilder builder, Action<HttpResilienceOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<AccountLimiters>();
        services.TryAddSingleton<AccountBreakers>();
        services.TryAddSingleton<HttpCallMeter>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HttpResilienceOptions>, HttpResilienceOptionsValidator>());
        var options = services.AddOptions<HttpResilienceOptions>(builder.Name)
            .Validate(static o => o.AttemptTimeout <= o.TotalTimeout, "AttemptTimeout is longer than TotalTimeout.")
            .ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        builder.RemoveAllLoggers();
        builder.ConfigureHttpClient(static client => client.Timeout = Timeout.InfiniteTimeSpan);
        builder.ConfigurePrimaryHttpMessageHandler(provider => Sockets(OptionsFor(provider, builder.Name)));
        builder.AddHttpMessageHandler(static () => new ResendableContentHandler());
        builder.AddResilienceHandler("synckit", (pipeline, context) => Build(pipeline, context.ServiceProvider, builder.Name));
        builder.AddHttpMessageHandler(provider => new AttemptHandler(
            builder.Name,
            OptionsFor(provider, builder.Name).MaxAnswerBytes,
            provider.GetRequiredService<HttpCallMeter>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger<AttemptHandler>()));
        return builder;
    }

    private static SocketsHttpHandler Sockets(HttpResilienceOptions options)
    {
        SocketsHttpHandler handler = new()
        {
            AutomaticDecompression = DecompressionMethods.All,
            // A redirected POST turns into a GET, and cookies would carry one tenant's session into another's call.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
        };
        if (!options.AllowPrivateAddresses)
        {
            handler.UseProxy = false;
            handler.ConnectCallback = PublicConnector.ConnectAsync;
        }

        return handler;
    }

    private static void Build(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, IServiceProvider provider, string name)
    {
        var options = OptionsFor(provider, name);
        var time = provider.GetRequiredService<TimeProvider>();
        var retry = new RetryRule(options, time);
        pipeline.TimeProvider = time;
        pipeline.AddTimeout(new TimeoutStrategyOptions { Timeout = options.TotalTimeout, Name = "total" });
        if (options.MaxRetries > 0)
        {
            pipeline.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = options.MaxRetries,
                ShouldHandle = retry.ShouldRetryAsync,
                DelayGenerator = retry.DelayAsync,
            });
        }

        pipeline
            .AddStrategy(_ => new AccountBreakerStrategy(provider.GetRequiredService<AccountBreakers>(), name, options.Breaker))
            .AddStrategy(_ => new AccountLimitStrategy(provider.GetRequiredService<AccountLimiters>(), options, time))
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.AttemptTimeout, Name = "attempt" });
    }

    private static HttpResilienceOptions OptionsFor(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IOptionsMonitor<HttpResilienceOptions>>().Get(name);
}
