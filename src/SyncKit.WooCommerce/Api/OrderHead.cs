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
        if (reader.ValueTextEquals("id"u8))
        {
            reader.Read();
            Id = JsonScalar.Id(ref reader);
        }
        else if (reader.ValueTextEquals("status"u8))
        {
            reader.Read();
            Status = JsonScalar.Word(ref reader);
        }
        else if (reader.ValueTextEquals("customer_id"u8))
        {
            reader.Read();
            CustomerId = JsonScalar.Id(ref reader);
        }
        else if (reader.ValueTextEquals("currency"u8))
        {
            reader.Read();
            Currency = JsonScalar.Word(ref reader)?.ToUpperInvariant();
        }
        else if (reader.ValueTextEquals("date_modified_gmt"u8))
        {
            reader.Read();
            ModifiedAt = JsonScalar.Instant(ref reader);
        }
        else if (reader.ValueTextEquals("date_paid_gmt"u8))
        {
            reader.Read();
            IsPaid = JsonScalar.Instant(ref reader) is not null;
        }
        else if (reader.ValueTextEquals("refunds"u8))
        {
            reader.Read();
            HasRefunds = JsonScalar.HasElements(ref reader);
        }
        else
        {
            hasTotal |= reader.ValueTextEquals("total"u8);
            hasLines |= reader.ValueTextEquals("line_items"u8);
            reader.Read();
        }

        reader.Skip();
    }
}
