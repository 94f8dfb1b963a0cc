using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SyncKit.Notifications;
using SyncKit.Notifications.Mail;
using SyncKit.Notifications.Slack;
using SyncKit.Notifications.Webhooks;

namespace SyncKit;

/// <summary>Adds ways in which people are told. Each may be added several times under different names; the same name again changes its options.</summary>
public static class NotificationSinkExtensions
{
    /// <summary>
    /// Tells a program over HTTP: one signed POST per message, in the form of Standard Webhooks, so that receivers may check it with any of their libraries or
    /// with <see cref="NotificationSignature.Verify"/>.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the address and the secret, validated at start. To use a service for it, configure the options of this name instead.</param>
    /// <param name="name">The sink's name, which stays.</param>
    /// <returns>The builder.</returns>
    public static SyncKitBuilder AddHttpNotifications(this SyncKitBuilder builder, Action<HttpNotificationOptions> configure, string name = "http")
    {
        if (Configure<HttpNotificationOptions, HttpNotificationOptionsValidator>(builder, configure, name))
        {
            WebhookPoster.Register(builder.Services);
            builder.Services.AddSingleton<INotificationSink>(provider => new HttpNotificationSink(
                name,
                provider.GetRequiredService<WebhookPoster>(),
                provider.GetRequiredService<IOptionsMonitor<HttpNotificationOptions>>(),
                provider.GetRequiredService<TimeProvider>()));
        }

        return builder;
    }

    /// <summary>Tells a chat through an incoming webhook of Slack, or of Mattermost or Discord in their Slack-compatible form.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the webhook's address, validated at start. To use a service for it, configure the options of this name instead.</param>
    /// <param name="name">The sink's name, which stays.</param>
    /// <returns>The builder.</returns>
    public static SyncKitBuilder AddSlackNotifications(this SyncKitBuilder builder, Action<SlackNotificationOptions> configure, string name = "slack")
    {
        if (Configure<SlackNotificationOptions, SlackNotificationOptionsValidator>(builder, configure, name))
        {
            WebhookPoster.Register(builder.Services);
            builder.Services.AddSingleton<INotificationSink>(provider => new SlackNotificationSink(
                name,
                provider.GetRequiredService<WebhookPoster>(),
                provider.GetRequiredService<IOptionsMonitor<SlackNotificationOptions>>()));
        }

        return builder;
    }

    /// <summary>Tells people by mail over SMTP.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the server, sender and recipients, validated at start. To use a service for it, configure the options of this name instead.</param>
    /// <param name="name">The sink's name, which stays.</param>
    /// <returns>The builder.</returns>
    public static SyncKitBuilder AddMailNotifications(this SyncKitBuilder builder, Action<MailNotificationOptions> configure, string name = "mail")
    {
        if (Configure<MailNotificationOptions, MailNotificationOptionsValidator>(builder, configure, name))
        {
            builder.Services.AddSingleton<INotificationSink>(provider => new MailNotificationSink(
                name,
                provider.GetRequiredService<IOptionsMonitor<MailNotificationOptions>>(),
                provider.GetRequiredService<ILogger<MailNotificationSink>>()));
        }

        return builder;
    }

    /// <returns>Whether the sink is new.</returns>
    private static bool Configure<TOptions, TValidator>(SyncKitBuilder builder, Action<TOptions> configure, string name)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        ArgumentException.ThrowIfNullOrEmpty(name);
        IServiceCollection services = builder.Services;
        services.AddOptions<TOptions>(name).Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
        NamedSink sink = new(typeof(TOptions), name);
        if (services.Any(service => sink.Equals(service.ImplementationInstance)))
        {
            return false;
        }

        services.AddSingleton(sink);
        return true;
    }

    private sealed record NamedSink(Type Options, string Name);
}
