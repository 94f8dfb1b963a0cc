using System.Text.Json;

namespace SyncKit.WooCommerce.Api;

/// <summary>What filing a record needs, read without reading all of it.</summary>
/// <typeparam name="TSelf">The head itself.</typeparam>
internal interface IRecordHead<TSelf>
    where TSelf : class, IRecordHead<TSelf>
{
    /// <summary>The record's id; <see langword="null"/> when it has none.</summary>
    long? Id { get; }

    /// <summary>When it was last changed, in whole seconds; <see langword="null"/> when it does not say.</summary>
    DateTimeOffset? ModifiedAt { get; }

    /// <summary>Whether the fields are there that make it a record, so that it is not just a mention of one.</summary>
    bool IsWhole { get; }

    /// <summary>The record as it came.</summary>
    ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>A head of which nothing but the bytes is known.</summary>
    static abstract TSelf Of(ReadOnlyMemory<byte> raw);

    /// <summary>
    /// Takes one field, whose name is the current token of a reader over <see cref="Raw"/>, and leaves the reader at the end of its value. Names are compared
    /// as they are written, as the parsers do: a name in escapes, which no store writes, would else be one field here and another there.
    /// </summary>
    void Take(ref Utf8JsonReader reader);
}
