using SyncKit.Webhooks;

namespace SyncKit.AspNetCore.Api.Webhooks;

/// <summary>An address at which a connection's deliveries arrive.</summary>
/// <param name="Id">The last part of the address.</param>
/// <param name="Url">The whole address as the outer world knows it; absent while nobody has said it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="RevokedAt">Since when it takes nothing in any more; absent while it is live.</param>
internal sealed record AddressAnswer(string Id, string? Url, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt)
{
    public static AddressAnswer Of(WebhookEndpoint endpoint) =>
        new(endpoint.Id, endpoint.DeliveryUrl?.AbsoluteUri, endpoint.CreatedAt, endpoint.RevokedAt);
}
