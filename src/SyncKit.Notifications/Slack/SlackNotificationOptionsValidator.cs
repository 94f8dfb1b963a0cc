using Microsoft.Extensions.Options;
using SyncKit.Notifications.Webhooks;

namespace SyncKit.Notifications.Slack;

/// <summary>Says in sentences what a chat's webhook lacks. It does not repeat the address, which is a secret.</summary>
internal sealed class SlackNotificationOptionsValidator : IValidateOptions<SlackNotificationOptions>
{
    public ValidateOptionsResult Validate(string? name, SlackNotificationOptions options)
    {
        if (options.Route is not null)
        {
            return options.Url is null
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"SlackNotificationOptions '{name}' has Url and Route: set one of them.");
        }

        return WebhookPoster.IsSafe(options.Url)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"SlackNotificationOptions.Url of '{name}' is missing or not an https address: make an incoming webhook in the chat.");
    }
}
