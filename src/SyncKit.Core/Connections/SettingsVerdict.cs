namespace SyncKit.Connections;

/// <summary>What became of new settings.</summary>
public enum SettingsVerdict
{
    /// <summary>They are stored.</summary>
    Replaced,

    /// <summary>Their check found errors, and nothing was changed.</summary>
    Refused,

    /// <summary>The stored settings have another version than the expected one, and nothing was changed.</summary>
    Outdated,

    /// <summary>There is no connection of that name.</summary>
    Unknown,
}
