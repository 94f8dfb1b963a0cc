namespace SyncKit.Webhooks;

/// <summary>A webhook as the system has it.</summary>
/// <param name="Id">The system's id of it.</param>
/// <param name="Topic">What it tells of, in the system's words, for example <c>order.updated</c>.</param>
/// <param name="Url">Where it delivers. Whoever knows an address of this host can knock there: show it to none but the tenant.</param>
/// <param name="IsActive">Whether it delivers; false when a person or the system switched it off.</param>
/// <param name="Name">What people see it under.</param>
public sealed record RegisteredWebhook(string Id, string Topic, string Url, bool IsActive, string Name);
