using SyncKit.Commerce;
using SyncKit.Faults;

namespace SyncKit.Supabase.Source;

/// <summary>Reads a customer from what was kept of the row. Pure.</summary>
internal static class CustomerParser
{
    /// <exception cref="RecordFormatException">A field that identity depends on cannot be read.</exception>
    public static Customer Parse(ReadOnlyMemory<byte> raw)
    {
        KeptRow own = KeptRecord.Open(raw).Own;
        return new Customer
        {
            Id = own.NeededText("customer_id"),
            CreatedAt = own.OptionalInstant("registered_at"),
            ModifiedAt = own.OptionalInstant(SourceFields.ModifiedAt),
            Email = own.Text("email"),
            FirstName = own.Text("first_name"),
            LastName = own.Text("last_name"),
            Company = own.Text("company"),
            Phone = own.Text("phone"),
            Username = own.Text("username"),
            IsPaying = own.Truth("is_paying"),
            Role = own.Text("role"),
            BillingAddress = KeptAddress.Read(own, "billing_address"),
            ShippingAddress = KeptAddress.Read(own, "shipping_address"),
            Meta = own.Meta(),
        };
    }
}
