using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SyncKit.Notifications;

namespace SyncKit;

/// <summary>Sets when and how people are told.</summary>
public static class NotificationBuilderExtensions
{
    /// <summary>Changes when people are told. May be called again.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the options, validated at start.</param>
    /// <returns>The builder.</returns>
    public static SyncKitBuilder WithNotifications(this SyncKitBuilder builder, Action<NotificationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        return builder;
    }

    /// <summary>Adds a sink of the application's own, beside the others.</summary>
    /// <typeparam name="TSink">The sink.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static SyncKitBuilder AddNotificationSink<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSink>(
        this SyncKitBuilder builder)
        where TSink : class, INotificationSink
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<INotificationSink, TSink>());
        return builder;
    }
}
