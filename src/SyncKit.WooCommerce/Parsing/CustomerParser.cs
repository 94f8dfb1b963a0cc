using System.Text.Json;
using SyncKit.Commerce;
using SyncKit.Faults;

namespace SyncKit.WooCommerce.Parsing;

/// <summary>Reads a registered customer in one pass over the bytes.</summary>
internal static class CustomerParser
{
    /// <exception cref="RecordFormatException">A field that identity depends on cannot be read.</exception>
    public static Customer Parse(ReadOnlyMemory<byte> raw) => RecordJson.Parse(raw, "customer", Read);

    private static Customer Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> raw)
    {
        string? id = null;
        string? email = null;
        string? firstName = null;
        string? lastName = null;
        string? role = null;
        string? username = null;
        bool isPaying = false;
        DateTimeOffset? createdAt = null;
        DateTimeOffset? modifiedAt = null;
        Party billing = default;
        Party shipping = default;
        IReadOnlyList<MetaEntry>? meta = null;
        while (Fields.Next(ref reader))
        {
            ReadOnlySpan<byte> field = reader.ValueSpan;
            reader.Read();
            switch (field.Length)
            {
                case 2 when field.SequenceEqual("id"u8): id = Fields.Id(ref reader, "id"); break;
                case 4 when field.SequenceEqual("role"u8): role = Fields.Text(ref reader, "role"); break;
                case 5 when field.SequenceEqual("email"u8): email = Fields.Text(ref reader, "email"); break;
                case 7 when field.SequenceEqual("billing"u8): billing = Party.Read(ref reader, "billing"); break;
                case 8 when field.SequenceEqual("shipping"u8): shipping = Party.Read(ref reader, "shipping"); break;
                case 8 when field.SequenceEqual("username"u8): username = Fields.Text(ref reader, "username"); break;
                case 9 when field.SequenceEqual("last_name"u8): lastName = Fields.Text(ref reader, "last_name"); break;
                case 9 when field.SequenceEqual("meta_data"u8): meta = MetaReader.Read(ref reader, raw); break;
                case 10 when field.SequenceEqual("first_name"u8): firstName = Fields.Text(ref reader, "first_name"); break;
                case 16 when field.SequenceEqual("date_created_gmt"u8): createdAt = Fields.Instant(ref reader, "date_created_gmt"); break;
                case 17 when field.SequenceEqual("date_modified_gmt"u8): modifiedAt = Fields.Instant(ref reader, "date_modified_gmt"); break;
                case 18 when field.SequenceEqual("is_paying_customer"u8): isPaying = Fields.Flag(ref reader); break;
            }

            reader.Skip();
        }

        // Who registered without buying has a name and an address of the account, and an empty bill.
        OrderCustomer billed = billing.ToCustomer(id, role);
        string first = firstName is { Length: > 0 } ? firstName : billed.FirstName;
        string last = lastName is { Length: > 0 } ? lastName : billed.LastName;
        return new Customer
        {
            Id = id ?? throw Fields.Missing("id"),
            CreatedAt = createdAt,
            ModifiedAt = modifiedAt,
            Email = email is { Length: > 0 } ? email : billed.Email,
            FirstName = first,
            LastName = last,
            Company = billed.Company,
            Phone = billed.Phone,
            Username = username ?? string.Empty,
            IsPaying = isPaying,
            Role = role ?? string.Empty,
            BillingAddress = billing.ToAddress($"{first} {last}".Trim()),
            ShippingAddress = shipping.ToAddress($"{first} {last}".Trim()),
            Meta = meta ?? [],
        };
    }
}
