using Microsoft.Extensions.Options;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Faults;

namespace SyncKit.Notifications.Webhooks;

/// <summary>Posts signed notifications.</summary>
internal sealed class HttpNotificationSink(
    string name,
    WebhookPoster poster,
    IOptionsMonitor<HttpNotificationOptions> options,
    TimeProvider time) : INotificationSink
{
    public string Name => name;

    public bool Takes(TenantId tenant, NotificationKind kind) => options.Get(name).Takes(kind);

    public async Task SendAsync(NotificationMessage message, CancellationToken cancellationToken)
    {
        HttpNotificationOptions current = options.Get(name);
        HttpNotificationTarget? target = current.Route is { } route
            ? await route(message.Tenant, cancellationToken).ConfigureAwait(false)
            : TargetOf(current);
        if (target is null)
        {
            return;
        }

        byte[] body = NotificationJson.Write(message);
        DateTimeOffset now = time.GetUtcNow();
        KeyValuePair<string, string>[] headers =
        [
            new(NotificationSignature.IdHeader, message.Id),
            new(NotificationSignature.TimestampHeader, NotificationSignature.TimestampOf(now)),
            new(NotificationSignature.SignatureHeader, Sign(target, message, now, body)),
        ];
        await poster.PostAsync(name, message.Tenant, target.Url, current.Route is not null, body, headers, cancellationToken).ConfigureAwait(false);
    }

    private static HttpNotificationTarget TargetOf(HttpNotificationOptions current) => new()
    {
        Url = current.Url!,
        Secret = new Secret(current.Secret),
        PreviousSecret = current.PreviousSecret is { Length: > 0 } previous ? new Secret(previous) : null,
    };

    private string Sign(HttpNotificationTarget target, NotificationMessage message, DateTimeOffset now, byte[] body)
    {
        string[] secrets = target.PreviousSecret is { } previous ? [target.Secret.Reveal(), previous.Reveal()] : [target.Secret.Reveal()];
        return secrets.All(secret => NotificationSignature.TryReadSecret(secret, out _))
            ? NotificationSignature.Sign(secrets, message.Id, now, body)
            : throw new ConnectorException(new Failure(
                FailureKind.NeedsAttention,
                "notification.secret",
                $"The secret that the sink '{name}' has for {message.Tenant} cannot sign.",
                NotificationSignature.WhatASecretIs));
    }
}
