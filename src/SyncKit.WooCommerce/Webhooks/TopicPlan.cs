using SyncKit.Webhooks;

namespace SyncKit.WooCommerce.Webhooks;

/// <summary>What is to be done for one topic.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Stays">The webhook that delivers it to the right address; <see langword="null"/> when one must be made.</param>
/// <param name="Go">Webhooks of ours that are switched off, point elsewhere or are double.</param>
internal sealed record TopicPlan(string Topic, RegisteredWebhook? Stays, IReadOnlyList<RegisteredWebhook> Go);
