using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using SyncKit.AspNetCore.Health;

namespace SyncKit;

/// <summary>Adds health checks, and the addresses at which a load balancer or an orchestrator asks for them.</summary>
public static class SyncKitHealthExtensions
{
    private const string Ready = "ready";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Adds the checks <c>synckit-storage</c> (writes and reads; tagged <c>ready</c>), <c>synckit-lanes</c> (work that nobody takes),
    /// <c>synckit-connections</c> (connections that need a person) and <c>synckit-clock</c> (a clock that jumped), each tagged <c>synckit</c>. May be called again
    /// to change the options.
    /// </summary>
    /// <param name="builder">The health checks' builder.</param>
    /// <param name="configure">Changes when what is reported, validated at start.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddSyncKitHealthChecks(this IHealthChecksBuilder builder, Action<SyncKitHealthOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        OptionsBuilder<SyncKitHealthOptions> options = services.AddOptions<SyncKitHealthOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        if (services.Any(static service => service.ServiceType == typeof(HealthReports)))
        {
            return builder;
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SyncKitHealthOptions>, SyncKitHealthOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<HealthReports>();
        services.AddSingleton<StorageHealthCheck>();
        services.AddSingleton<LaneHealthCheck>();
        services.AddSingleton<ConnectionHealthCheck>();
        services.AddSingleton<ClockHealthCheck>();
        return builder
            .Add(Registration<StorageHealthCheck>("synckit-storage", Ready))
            .Add(Registration<LaneHealthCheck>("synckit-lanes"))
            .Add(Registration<ConnectionHealthCheck>("synckit-connections"))
            .Add(Registration<ClockHealthCheck>("synckit-clock"));
    }

    /// <summary>
    /// Answers at <paramref name="prefix"/> with all checks, at <c>/live</c> below it with 200 while the process answers, and at <c>/ready</c> with the checks that
    /// are tagged <c>ready</c>. Healthy and degraded are 200, unhealthy is 503. Anyone may ask, also where the host asks for authorisation by default: the answer
    /// names no tenant unless <see cref="SyncKitHealthOptions.ShowDetails"/> is set.
    /// </summary>
    /// <param name="endpoints">Where to map.</param>
    /// <param name="prefix">The first part of the path.</param>
    /// <returns>What all three have in common, for example to ask for authorisation after all.</returns>
    /// <exception cref="InvalidOperationException"><see cref="AddSyncKitHealthChecks"/> was not called.</exception>
    public static RouteGroupBuilder MapSyncKitHealth(this IEndpointRouteBuilder endpoints, string prefix = "/health")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        HealthReports reports = endpoints.ServiceProvider.GetService<HealthReports>()
            ?? throw new InvalidOperationException("Call builder.Services.AddHealthChecks().AddSyncKitHealthChecks() before MapSyncKitHealth().");
        RouteGroupBuilder group = endpoints.MapGroup(prefix);
        Map(group, string.Empty, context => reports.AnswerAsync(context, HealthScope.All));
        Map(group, "/live", context => reports.AnswerAsync(context, HealthScope.Live));
        Map(group, "/ready", context => reports.AnswerAsync(context, HealthScope.Ready));
        return group;
    }

    internal static bool IsReadiness(HealthCheckRegistration check) => check.Tags.Contains(Ready);

    private static void Map(RouteGroupBuilder group, string path, RequestDelegate answer) =>
        group.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], answer).AllowAnonymous().ExcludeFromDescription();

    private static HealthCheckRegistration Registration<TCheck>(string name, params string[] tags)
        where TCheck : class, IHealthCheck =>
        new(name, static provider => provider.GetRequiredService<TCheck>(), HealthStatus.Unhealthy, ["synckit", .. tags], Patience);
}
