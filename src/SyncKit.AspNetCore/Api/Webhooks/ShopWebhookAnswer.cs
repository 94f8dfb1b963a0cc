using SyncKit.Webhooks;

namespace SyncKit.AspNetCore.Api.Webhooks;

/// <summary>A webhook as the shop has it.</summary>
/// <param name="Id">The shop's id of it.</param>
/// <param name="Topic">What it tells of, in the shop's words.</param>
/// <param name="Url">Where it delivers.</param>
/// <param name="IsActive">Whether it delivers.</param>
/// <param name="Name">What people see it under.</param>
internal sealed record ShopWebhookAnswer(string Id, string Topic, string Url, bool IsActive, string Name)
{
    public static ShopWebhookAnswer Of(RegisteredWebhook webhook) => new(webhook.Id, webhook.Topic, webhook.Url, webhook.IsActive, webhook.Name);
}
