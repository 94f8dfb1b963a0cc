using System.Diagnostics.CodeAnalysis;
using SyncKit.Faults;

namespace SyncKit.Connecting;

/// <summary>The account behind a grant, or why it cannot be used.</summary>
public sealed record ConsentedAccount
{
    private ConsentedAccount(string? name, Failure? refusal)
    {
        Name = name;
        Refusal = refusal;
    }

    /// <summary>What the account is called, for people.</summary>
    public string? Name { get; }

    /// <summary>Why it cannot be used.</summary>
    public Failure? Refusal { get; }

    /// <summary>One sentence about what the grant allows; empty when there is nothing to say.</summary>
    public string Note { get; init; } = string.Empty;

    /// <summary>Whether it can be used.</summary>
    [MemberNotNullWhen(true, nameof(Name))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsGood => Name is not null;

    /// <summary>An account that can be used.</summary>
    public static ConsentedAccount Called(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new ConsentedAccount(name, null);
    }

    /// <summary>An account that cannot be used.</summary>
    public static ConsentedAccount Refused(Failure refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new ConsentedAccount(null, refusal);
    }
}
