using System.Text.Json;
using SyncKit.WooCommerce.Api;
using SyncKit.WooCommerce.Parsing;

namespace SyncKit.WooCommerce.Customers;

/// <summary>What filing a customer needs, read without reading all of it.</summary>
internal sealed class CustomerHead : IRecordHead<CustomerHead>
{
    private bool hasEmail;
    private bool hasBilling;

    /// <inheritdoc/>
    public long? Id { get; private set; }

    /// <summary>When the customer last changed the account, or else when it was made; a store moves it for some changes only.</summary>
    public DateTimeOffset? ModifiedAt => modifiedAt ?? createdAt;

    public string? Role { get; private set; }

    /// <inheritdoc/>
    public bool IsWhole => Id is not null && ModifiedAt is not null && Role is not null && hasEmail && hasBilling;

    /// <inheritdoc/>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    private DateTimeOffset? modifiedAt;
    private DateTimeOffset? createdAt;

    /// <inheritdoc/>
    public static CustomerHead Of(ReadOnlyMemory<byte> raw) => new() { Raw = raw };

    /// <inheritdoc/>
    public void Take(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.SequenceEqual("id"u8))
        {
            reader.Read();
            Id = JsonScalar.Id(ref reader);
        }
        else if (reader.ValueSpan.SequenceEqual("role"u8))
        {
            reader.Read();
            Role = JsonScalar.Word(ref reader);
        }
        else if (reader.ValueSpan.SequenceEqual("date_modified_gmt"u8))
        {
            reader.Read();
            modifiedAt = JsonScalar.Instant(ref reader);
        }
        else if (reader.ValueSpan.SequenceEqual("date_created_gmt"u8))
        {
            reader.Read();
            createdAt = JsonScalar.Instant(ref reader);
        }
        else
        {
            hasEmail |= reader.ValueSpan.SequenceEqual("email"u8);
            hasBilling |= reader.ValueSpan.SequenceEqual("billing"u8);
            reader.Read();
        }

        reader.Skip();
    }
}
