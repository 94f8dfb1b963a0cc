using System.Text.Json.Serialization;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.Webhooks;

namespace SyncKit.AspNetCore.Api.Webhooks;

/// <summary>What was done with one webhook in the shop.</summary>
/// <param name="Webhook">The webhook as it is now; one that was removed as it was.</param>
/// <param name="Action">What was done.</param>
/// <param name="Reason">Why, in one sentence.</param>
internal sealed record RepairedAnswer(
    ShopWebhookAnswer Webhook,
    [property: JsonConverter(typeof(EnumText<WebhookAction>))] WebhookAction Action,
    string Reason);
