namespace SyncKit.Supabase.Mapping;

/// <summary>One field of a kind of row, under the name that mappings use for it.</summary>
/// <param name="Name">The name, which is also its column in the default schema.</param>
/// <param name="Type">What it holds.</param>
internal record Field(string Name, FieldType Type)
{
    /// <summary>Whether SyncKit writes it. Default: yes.</summary>
    public bool IsWritten { get; init; } = true;

    /// <summary>Whether it is part of what tells two contents apart; off for what follows from the rest. Default: yes.</summary>
    public bool IsContent { get; init; } = true;
}
