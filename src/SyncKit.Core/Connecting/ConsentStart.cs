using System.Diagnostics.CodeAnalysis;
using SyncKit.Faults;

namespace SyncKit.Connecting;

/// <summary>Where to send the browser, or why it cannot be sent.</summary>
public sealed record ConsentStart
{
    private ConsentStart(Uri? address, Failure? refusal)
    {
        Address = address;
        Refusal = refusal;
    }

    /// <summary>Where to send the browser.</summary>
    public Uri? Address { get; }

    /// <summary>Why it cannot be sent.</summary>
    public Failure? Refusal { get; }

    /// <summary>What the attempt is remembered with; empty: what the person gave.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the browser can be sent.</summary>
    [MemberNotNullWhen(true, nameof(Address))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsGood => Address is not null;

    /// <summary>Sends the browser.</summary>
    public static ConsentStart At(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new ConsentStart(address, null);
    }

    /// <summary>Cannot send it.</summary>
    public static ConsentStart Refused(Failure refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new ConsentStart(null, refusal);
    }
}
