using SyncKit.Commerce;

namespace SyncKit.Supabase.Source;

/// <summary>Reads an address from a JSON column, or from columns of its own. Pure.</summary>
internal static class KeptAddress
{
    /// <returns><see langword="null"/> when nothing of it is known.</returns>
    public static Address? Read(KeptRow row, string field)
    {
        KeptRow whole = row.Part(field);
        Address address = new()
        {
            Line1 = Part(row, whole, field, "line1"),
            Line2 = Part(row, whole, field, "line2"),
            City = Part(row, whole, field, "city"),
            Region = Part(row, whole, field, "region"),
            PostalCode = Part(row, whole, field, "postal_code"),
            Country = Part(row, whole, field, "country"),
            Recipient = Part(row, whole, field, "recipient"),
        };
        return address == new Address() ? null : address;
    }

    private static string Part(KeptRow row, KeptRow whole, string field, string part) => row.OptionalText($"{field}.{part}") ?? whole.Text(part);
}
