using SyncKit.Delivery;
using SyncKit.Intents;

namespace SyncKit.Lanes;

/// <summary>What became of a call whose turn has come.</summary>
/// <param name="Intent">The call.</param>
/// <param name="Answer">What the destination said; <see langword="null"/> when it was not sent.</param>
/// <param name="IsWithdrawn">Whether it gave way, and so is not to be sent by anybody.</param>
internal sealed record LaneCall(Intent Intent, WriteAnswer? Answer, bool IsWithdrawn = false);
