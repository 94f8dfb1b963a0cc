namespace SyncKit.Webhooks;

/// <summary>How many changes that polling found were delivered, and how many were not.</summary>
/// <param name="Delivered">Told of by a delivery in time.</param>
/// <param name="Lost">Not told of by any delivery in time.</param>
public readonly record struct WebhookTally(long Delivered, long Lost);
