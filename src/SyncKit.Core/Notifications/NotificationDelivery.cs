namespace SyncKit.Notifications;

/// <summary>A message that a host claimed for one sink.</summary>
/// <param name="Sink">The sink's name.</param>
/// <param name="Attempt">Which attempt it is, from 1. Only the newest attempt may postpone the delivery.</param>
/// <param name="Message">The message.</param>
public sealed record NotificationDelivery(string Sink, int Attempt, NotificationMessage Message);
