using Microsoft.Extensions.Options;

namespace SyncKit.Notifications.Webhooks;

/// <summary>Says in sentences what a signed webhook lacks. It repeats neither address nor secret.</summary>
internal sealed class HttpNotificationOptionsValidator : IValidateOptions<HttpNotificationOptions>
{
    public ValidateOptionsResult Validate(string? name, HttpNotificationOptions options)
    {
        List<string> problems = [];
        if (options.Route is not null)
        {
            if (options.Url is not null)
            {
                problems.Add($"HttpNotificationOptions '{name}' has Url and Route: set one of them.");
            }
        }
        else
        {
            Check(name, options, problems);
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void Check(string? name, HttpNotificationOptions options, List<string> problems)
    {
        if (!WebhookPoster.IsSafe(options.Url))
        {
            problems.Add($"HttpNotificationOptions.Url of '{name}' is missing or not an https address.");
        }

        if (!NotificationSignature.TryReadSecret(options.Secret, out _))
        {
            problems.Add($"HttpNotificationOptions.Secret of '{name}': {NotificationSignature.WhatASecretIs}");
        }

        if (options.PreviousSecret is { Length: > 0 } previous && !NotificationSignature.TryReadSecret(previous, out _))
        {
            problems.Add($"HttpNotificationOptions.PreviousSecret of '{name}': {NotificationSignature.WhatASecretIs}");
        }
    }
}
