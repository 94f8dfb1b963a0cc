using System.Text.Json;
using SyncKit.WooCommerce.Parsing;

namespace SyncKit.WooCommerce.Api;

/// <summary>What filing an order needs, read without reading all of it.</summary>
internal sealed class OrderHead : IRecordHead<OrderHead>
{
    /// <summary>The order's id; <see langword="null"/> when it has none.</summary>
    public long? Id { get; private set; }

    /// <summary>When it was last changed, in whole seconds; <see langword="null"/> when it does not say.</summary>
    public DateTimeOffset? ModifiedAt { get; private set; }

    /// <summary>The registered customer's id; <see langword="null"/> for a guest.</summary>
    public long? CustomerId { get; private set; }

    public string? Status { get; private set; }

    public string? Currency { get; private set; }

    public bool IsPaid { get; private set; }

    public bool HasRefunds { get; private set; }

    /// <summary>Whether the fields that make an order are there, so that it is not just a mention of one.</summary>
    public bool IsWhole => Id is not null && ModifiedAt is not null && Status is not null && Currency is not null && hasTotal && hasLines;

    /// <summary>The order as it came.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    private bool hasTotal;
    private bool hasLines;

    /// <inheritdoc/>
    public static OrderHead Of(ReadOnlyMemory<byte> raw) => new() { Raw = raw };

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
        else if (reader.ValueSpan.SequenceEqual("customer_id"u8))
        {
            reader.Read();
            CustomerId = JsonScalar.Id(ref reader);
        }
        else if (reader.ValueSpan.SequenceEqual("currency"u8))
        {
            reader.Read();
            Currency = JsonScalar.Word(ref reader)?.ToUpperInvariant();
        }
        else if (reader.ValueSpan.SequenceEqual("date_modified_gmt"u8))
        {
            reader.Read();
            ModifiedAt = JsonScalar.Instant(ref reader);
        }
        else if (reader.ValueSpan.SequenceEqual("date_paid_gmt"u8))
        {
            reader.Read();
            IsPaid = JsonScalar.Instant(ref reader) is not null;
        }
        else if (reader.ValueSpan.SequenceEqual("refunds"u8))
        {
            reader.Read();
            HasRefunds = JsonScalar.HasElements(ref reader);
        }
        else
        {
            hasTotal |= reader.ValueSpan.SequenceEqual("total"u8);
            hasLines |= reader.ValueSpan.SequenceEqual("line_items"u8);
            reader.Read();
        }

        reader.Skip();
    }
}
