namespace SyncKit.Moving;

/// <summary>What a column holds, and as what a row has it; <see langword="null"/> where there is none.</summary>
public enum StorageValue
{
    /// <summary>Text, as <see cref="string"/>.</summary>
    Text,

    /// <summary>A whole number of 32 bits, as <see cref="int"/>.</summary>
    Integer,

    /// <summary>A whole number of 64 bits, as <see cref="long"/>; times are ticks in UTC.</summary>
    Long,

    /// <summary>Yes or no, as <see cref="bool"/>.</summary>
    Flag,

    /// <summary>An amount with its digits, as <see cref="decimal"/>.</summary>
    Amount,

    /// <summary>Bytes, as an array of <see cref="byte"/>.</summary>
    Bytes,
}
