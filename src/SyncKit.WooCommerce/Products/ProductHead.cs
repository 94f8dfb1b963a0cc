using System.Text.Json;
using SyncKit.WooCommerce.Api;
using SyncKit.WooCommerce.Parsing;

namespace SyncKit.WooCommerce.Products;

/// <summary>What filing a product or a variation needs, read without reading all of it.</summary>
internal sealed class ProductHead : IRecordHead<ProductHead>
{
    public const string Variation = "variation";

    private bool hasName;
    private bool hasPrice;
    private Range? related;

    /// <inheritdoc/>
    public long? Id { get; private set; }

    /// <inheritdoc/>
    public DateTimeOffset? ModifiedAt { get; private set; }

    public string? Status { get; private set; }

    /// <summary>The kind of product, for example <c>simple</c> or <see cref="Variation"/>.</summary>
    public string? Type { get; private set; }

    /// <inheritdoc/>
    public bool IsWhole => Id is not null && ModifiedAt is not null && Status is not null && Type is not null && hasName && hasPrice;

    /// <inheritdoc/>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>
    /// The product's bytes without the related products, which a store draws by lot at each reading: with them no two readings of a product would be the same.
    /// </summary>
    public ReadOnlyMemory<byte> Steady => related is { } drawn ? (byte[])[.. Raw.Span[..drawn.Start], .. "[]"u8, .. Raw.Span[drawn.End..]] : Raw;

    /// <inheritdoc/>
    public static ProductHead Of(ReadOnlyMemory<byte> raw) => new() { Raw = raw };

    /// <inheritdoc/>
    public void Take(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.SequenceEqual("id"u8))
        {
            reader.Read();
            Id = JsonScalar.Id(ref reader);
        }
        else if (reader.ValueSpan.SequenceEqual("status"u8))
        {
            reader.Read();
            Status = JsonScalar.Word(ref reader);
        }
        else if (reader.ValueSpan.SequenceEqual("type"u8))
        {
            reader.Read();
            Type = JsonScalar.Word(ref reader);
        }
        else if (reader.ValueSpan.SequenceEqual("date_modified_gmt"u8))
        {
            reader.Read();
            ModifiedAt = JsonScalar.Instant(ref reader);
        }
        else if (reader.ValueSpan.SequenceEqual("related_ids"u8))
        {
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            related = start..(int)reader.BytesConsumed;
        }
        else
        {
            hasName |= reader.ValueSpan.SequenceEqual("name"u8);
            hasPrice |= reader.ValueSpan.SequenceEqual("price"u8);
            reader.Read();
        }

        reader.Skip();
    }
}
