using SyncKit.Notifications;

namespace SyncKit.Testing.InMemory;

/// <summary>A group with its times.</summary>
/// <param name="Group">The group.</param>
/// <param name="DueAt">When people are to be told; <see langword="null"/> when nothing waits.</param>
/// <param name="ToldAt">When they were told last.</param>
internal sealed record NotificationState(NotificationGroup Group, DateTimeOffset? DueAt, DateTimeOffset? ToldAt);
