using System.Diagnostics.CodeAnalysis;
using SyncKit.Credentials;
using SyncKit.Faults;

namespace SyncKit.Connecting;

/// <summary>The credentials that a consent gave, or why it gave none.</summary>
public sealed record ConsentGrant
{
    private ConsentGrant(CredentialSet? credentials, string settingsJson, Failure? refusal)
    {
        Credentials = credentials;
        SettingsJson = settingsJson;
        Refusal = refusal;
    }

    /// <summary>All of the connection's credentials.</summary>
    public CredentialSet? Credentials { get; }

    /// <summary>The connection's settings as they would be, as one JSON object.</summary>
    public string SettingsJson { get; }

    /// <summary>Why there is no grant.</summary>
    public Failure? Refusal { get; }

    /// <summary>Whether there is a grant.</summary>
    [MemberNotNullWhen(true, nameof(Credentials))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsGood => Credentials is not null;

    /// <summary>A grant.</summary>
    /// <param name="credentials">All of the connection's credentials.</param>
    /// <param name="settingsJson">The connection's settings as they would be.</param>
    public static ConsentGrant Of(CredentialSet credentials, string settingsJson)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentException.ThrowIfNullOrEmpty(settingsJson);
        return new ConsentGrant(credentials, settingsJson, null);
    }

    /// <summary>No grant.</summary>
    public static ConsentGrant Refused(Failure refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new ConsentGrant(null, string.Empty, refusal);
    }
}
