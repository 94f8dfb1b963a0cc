using System.Text.Json;
using SyncKit.Commerce;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Writes a postal address as QuickBooks takes it.</summary>
internal static class AddressWriter
{
    public static bool IsEmpty(Address? address) =>
        address is null
        || (address.Line1.Length == 0 && address.Line2.Length == 0 && address.City.Length == 0 && address.Region.Length == 0
            && address.PostalCode.Length == 0 && address.Country.Length == 0);

    public static void Write(Utf8JsonWriter json, Address address)
    {
        json.WriteStartObject();
        int line = 0;
        Line(json, ref line, address.Recipient);
        Line(json, ref line, address.Line1);
        Line(json, ref line, address.Line2);
        Member(json, "City", address.City, 255);
        Member(json, "CountrySubDivisionCode", address.Region, 255);
        Member(json, "PostalCode", address.PostalCode, 30);
        Member(json, "Country", address.Country, 255);
        json.WriteEndObject();
    }

    private static void Line(Utf8JsonWriter json, ref int line, string text)
    {
        string clean = Text.Line(text, 500);
        if (clean.Length > 0)
        {
            line++;
            json.WriteString(line switch { 1 => "Line1", 2 => "Line2", _ => "Line3" }, clean);
        }
    }

    private static void Member(Utf8JsonWriter json, string name, string text, int most)
    {
        string clean = Text.Line(text, most);
        if (clean.Length > 0)
        {
            json.WriteString(name, clean);
        }
    }
}
