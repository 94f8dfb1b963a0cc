namespace SyncKit.AspNetCore.Api.Webhooks;

/// <summary>What was taken away in the shop.</summary>
/// <param name="Count">How many webhooks.</param>
internal sealed record RemovedAnswer(int Count);
