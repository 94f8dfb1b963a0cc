using SyncKit.Connections;

namespace SyncKit.Auditing;

/// <summary>One thing that happened, for those who check later. It holds no secret.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="At">When.</param>
/// <param name="Action">What, as a stable word, for example <c>credentials.read</c>.</param>
/// <param name="Subject">On what, for example a connection or a record.</param>
/// <param name="Reason">Why, or with which result.</param>
/// <param name="Actor">Who: a person, or the part of the program.</param>
public sealed record AuditEntry(TenantId Tenant, DateTimeOffset At, string Action, string Subject, string Reason, string Actor)
{
    /// <summary>What, as a stable word.</summary>
    public string Action { get; init => field = Storable(value); } = Storable(Action);

    /// <summary>On what.</summary>
    public string Subject { get; init => field = Storable(value); } = Storable(Subject);

    /// <summary>Why, or with which result.</summary>
    public string Reason { get; init => field = Storable(value); } = Storable(Reason);

    /// <summary>Who.</summary>
    public string Actor { get; init => field = Storable(value); } = Storable(Actor);

    /// <summary>A text with a zero character comes back shorter from a database, and its hash would not fit any more.</summary>
    private static string Storable(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace('\0', '\uFFFD');
    }
}
