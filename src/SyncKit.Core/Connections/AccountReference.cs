using SyncKit.Transforming;

namespace SyncKit.Connections;

/// <summary>The reference under which a removed connection's account is remembered, because the ledger still speaks of it.</summary>
public static class AccountReference
{
    /// <summary>Its kind and key; its id is the account.</summary>
    public static Reference Key { get; } = new("@account", string.Empty);
}
