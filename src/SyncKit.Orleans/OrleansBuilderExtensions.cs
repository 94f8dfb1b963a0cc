using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Serialization;
using SyncKit.Hosting;
using SyncKit.Orleans.Driving;
using SyncKit.Orleans.Lanes;
using SyncKit.Orleans.Placement;
using SyncKit.Orleans.Schedules;
using SyncKit.Orleans.Streams;

namespace SyncKit;

/// <summary>Runs SyncKit on a Microsoft Orleans cluster.</summary>
public static class OrleansBuilderExtensions
{
    /// <summary>
    /// Lets an Orleans cluster place the work: each lane (a destination of a tenant), each stream and each tenant's schedules is a grain that lives on one
    /// silo, so that what makes it fast stays in one memory. The silo is the application's own (<c>UseOrleans</c>); every silo that syncs calls this.
    /// </summary>
    /// <remarks>
    /// The storage stays the judge: a lane is worked on under a lease with a fencing token, whatever the cluster believes. A silo that dies is replaced when
    /// its leases (<see cref="SyncKitOptions.LeaseLife"/>) have run out and the cluster has noticed, whichever is later; one that stops gives them back at once.
    /// </remarks>
    /// <param name="builder">The builder.</param>
    /// <returns>The same builder.</returns>
    public static SyncKitBuilder RunOnOrleans(this SyncKitBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        if (services.Any(service => service.ServiceType == typeof(SiloWork)))
        {
            return builder;
        }

        // The silo may have been configured before this assembly was loaded, and then it does not know its grains.
        services.AddSerializer(serializer => serializer.AddAssembly(typeof(SiloWork).Assembly));
        services.AddPlacementDirector<HomePlacement, HomeDirector>();
        services.AddSingleton<Homes>();
        services.AddSingleton<SiloWork>();
        services.AddSingleton<LaneScout>();
        services.AddSingleton<StreamScout>();
        services.AddSingleton<ScheduleScout>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<SiloWork>());
        services.Replace(ServiceDescriptor.Singleton<IWorkDriver>(Driver));
        return builder;
    }

    private static GrainDriver Driver(IServiceProvider services) => services.GetService<ILocalSiloDetails>() is null
        ? throw new InvalidOperationException(
            "RunOnOrleans() needs an Orleans silo in the same host, and there is none: call builder.UseOrleans(silo => …) as well, or leave RunOnOrleans() out.")
        : ActivatorUtilities.CreateInstance<GrainDriver>(services);
}
