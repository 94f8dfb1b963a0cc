using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SyncKit.AspNetCore.Limits;

/// <summary>Puts limits on endpoints, without the app's having to use a rate limiter of its own.</summary>
internal static class SyncKitLimitExtensions
{
    /// <summary>
    /// Limits the body's length, and the requests per tenant: the route value <c>tenant</c>, or else per remote address. It runs after authorisation, so nobody
    /// uses up a tenant's requests who may not act for it.
    /// </summary>
    public static TBuilder WithSyncKitLimits<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        TokenBuckets? shared = null;
        builder.Add(endpoint =>
        {
            SyncKitEndpointOptions options = OptionsOf(endpoint.ApplicationServices);
            TimeProvider time = endpoint.ApplicationServices.GetService<TimeProvider>() ?? TimeProvider.System;
            TokenBuckets buckets = shared ??= new TokenBuckets(options.ApiRequestsPerSecond, options.ApiBurst, time);
            if (endpoint.RequestDelegate is { } next)
            {
                endpoint.RequestDelegate = context => RunAsync(context, buckets, options, next);
            }
        });
        return builder;
    }

    /// <summary>The host's options.</summary>
    /// <exception cref="InvalidOperationException">An option has a value that cannot work.</exception>
    public static SyncKitEndpointOptions OptionsOf(IServiceProvider services)
    {
        SyncKitEndpointOptions options = services.GetService<IOptions<SyncKitEndpointOptions>>()?.Value ?? new SyncKitEndpointOptions();
        return options.Problem() is { } problem ? throw new InvalidOperationException(problem) : options;
    }

    /// <summary>Makes the server itself refuse a body that is too long, where it can.</summary>
    public static void LimitBody(HttpContext context, int most)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = most;
        }
    }

    private static Task RunAsync(HttpContext context, TokenBuckets buckets, SyncKitEndpointOptions options, RequestDelegate next)
    {
        string key = context.Request.RouteValues.TryGetValue("tenant", out object? tenant) && tenant is string name
            ? $"tenant/{name}"
            : $"from/{RemoteAddress.Of(context)}";
        if (buckets.Take(key) is { } wait)
        {
            Refusal.TooMany(context.Response, wait);
            return Task.CompletedTask;
        }

        if (context.Request.ContentLength > options.MaxBodyBytes)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }

        LimitBody(context, options.MaxBodyBytes);
        return next(context);
    }
}
