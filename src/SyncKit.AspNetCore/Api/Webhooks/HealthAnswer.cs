using SyncKit.Webhooks;

namespace SyncKit.AspNetCore.Api.Webhooks;

/// <summary>Whether an account delivers what it should.</summary>
/// <param name="From">The first day, in UTC.</param>
/// <param name="To">The last day, in UTC.</param>
/// <param name="Received">Genuine deliveries that were taken in, replays left out.</param>
/// <param name="Delivered">Changes that polling found and a delivery told of in time.</param>
/// <param name="Lost">Changes that polling found and no delivery told of in time.</param>
/// <param name="LastReceivedAt">When the last delivery was taken in; absent when none was.</param>
/// <param name="Kinds">The same by kind of record.</param>
internal sealed record HealthAnswer(
    DateOnly From,
    DateOnly To,
    long Received,
    long Delivered,
    long Lost,
    DateTimeOffset? LastReceivedAt,
    IReadOnlyList<KindHealthAnswer> Kinds)
{
    public static HealthAnswer Of(DateOnly from, DateOnly to, WebhookHealthReport report) => new(
        from, to, report.Received, report.Delivered, report.Lost, report.LastReceivedAt, [.. report.Kinds.Select(KindHealthAnswer.Of)]);
}
