using SyncKit.AspNetCore.Api.Answers;
using SyncKit.Webhooks;

namespace SyncKit.AspNetCore.Api.Webhooks;

/// <summary>A shop's webhooks to one address after they were registered or mended.</summary>
/// <param name="Address">The address that the shop delivers to.</param>
/// <param name="Changed">Whether anything was not as it should be.</param>
/// <param name="Webhooks">What was done with each of them.</param>
/// <param name="Findings">What may keep deliveries away in spite of it.</param>
internal sealed record RegistrationAnswer(
    AddressAnswer Address,
    bool Changed,
    IReadOnlyList<RepairedAnswer> Webhooks,
    IReadOnlyList<FindingAnswer> Findings)
{
    public static RegistrationAnswer Of(WebhookRegistration registration) => new(
        AddressAnswer.Of(registration.Endpoint),
        registration.Repair.HasChanged,
        [.. registration.Repair.Webhooks.Select(each => new RepairedAnswer(ShopWebhookAnswer.Of(each.Webhook), each.Action, each.Reason))],
        FindingAnswer.Of(registration.Repair.Findings));
}
