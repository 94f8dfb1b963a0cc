using System.Diagnostics.CodeAnalysis;
using SyncKit.Faults;

namespace SyncKit.Connecting;

/// <summary>An attempt that was begun, or why it was not.</summary>
/// <param name="Address">Where to send the browser.</param>
/// <param name="State">The state that comes back with the browser.</param>
/// <param name="Refusal">Why the attempt was not begun.</param>
public sealed record ConnectStart(Uri? Address, string? State, Failure? Refusal)
{
    /// <summary>Whether it was begun.</summary>
    [MemberNotNullWhen(true, nameof(Address), nameof(State))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsGood => Address is not null;
}
