using System.Text.Json;
using SyncKit.Commerce;

namespace SyncKit.WooCommerce.Parsing;

/// <summary>A name with an address, as <c>billing</c> and <c>shipping</c> hold them.</summary>
internal struct Party
{
    private string? firstName;
    private string? lastName;
    private string? company;
    private string? line1;
    private string? line2;
    private string? city;
    private string? region;
    private string? postalCode;
    private string? country;
    private string? email;
    private string? phone;

    /// <summary>The person's name, or else the company's; empty when there is neither.</summary>
    public readonly string Name
    {
        get
        {
            string name = (firstName, lastName) switch
            {
                ({ Length: > 0 }, { Length: > 0 }) => $"{firstName} {lastName}",
                ({ Length: > 0 }, _) => firstName,
                _ => lastName ?? string.Empty,
            };
            return name.Length > 0 ? name : company ?? string.Empty;
        }
    }

    public static Party Read(ref Utf8JsonReader reader, string field)
    {
        Party party = default;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            try
            {
                while (Fields.Next(ref reader))
                {
                    party.Take(ref reader);
                }
            }
            catch (FieldException exception)
            {
                throw exception.Within(field);
            }
        }

        return party;
    }

    public readonly OrderCustomer ToCustomer(string? id, string? role) => new()
    {
        Id = id,
        Email = email ?? string.Empty,
        FirstName = firstName ?? string.Empty,
        LastName = lastName ?? string.Empty,
        Company = company ?? string.Empty,
        Role = role ?? string.Empty,
        Phone = phone ?? string.Empty,
    };

    /// <summary>The address; <see langword="null"/> when nothing of it is filled in.</summary>
    /// <param name="customer">The customer's name; the address names who receives only when it is somebody else.</param>
    public readonly Address? ToAddress(string? customer)
    {
        bool empty = (line1?.Length ?? 0) + (line2?.Length ?? 0) + (city?.Length ?? 0) + (region?.Length ?? 0) + (postalCode?.Length ?? 0) + (country?.Length ?? 0) == 0;
        string name = customer is null ? string.Empty : Name;
        return empty
            ? null
            : new Address
            {
                Line1 = line1 ?? string.Empty,
                Line2 = line2 ?? string.Empty,
                City = city ?? string.Empty,
                Region = region ?? string.Empty,
                PostalCode = postalCode ?? string.Empty,
                Country = country ?? string.Empty,
                Recipient = string.Equals(name, customer, StringComparison.Ordinal) ? string.Empty : name,
            };
    }

    private void Take(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> name = reader.ValueSpan;
        reader.Read();
        switch (name.Length)
        {
            case 4 when name.SequenceEqual("city"u8): city = Fields.Text(ref reader, "city"); break;
            case 5 when name.SequenceEqual("state"u8): region = Fields.Text(ref reader, "state"); break;
            case 5 when name.SequenceEqual("email"u8): email = Fields.Text(ref reader, "email"); break;
            case 5 when name.SequenceEqual("phone"u8): phone = Fields.Text(ref reader, "phone"); break;
            case 7 when name.SequenceEqual("company"u8): company = Fields.Text(ref reader, "company"); break;
            case 7 when name.SequenceEqual("country"u8): country = Fields.Text(ref reader, "country"); break;
            case 8 when name.SequenceEqual("postcode"u8): postalCode = Fields.Text(ref reader, "postcode"); break;
            case 9 when name.SequenceEqual("last_name"u8): lastName = Fields.Text(ref reader, "last_name"); break;
            case 9 when name.SequenceEqual("address_1"u8): line1 = Fields.Text(ref reader, "address_1"); break;
            case 9 when name.SequenceEqual("address_2"u8): line2 = Fields.Text(ref reader, "address_2"); break;
            case 10 when name.SequenceEqual("first_name"u8): firstName = Fields.Text(ref reader, "first_name"); break;
        }

        reader.Skip();
    }
}
