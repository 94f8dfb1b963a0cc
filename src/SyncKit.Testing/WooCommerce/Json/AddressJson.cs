namespace SyncKit.Testing.WooCommerce;

internal static class AddressJson
{
    public static void Write(PhpJsonWriter json, string name, StoreAddress address, bool withEmail, bool stateLast = false)
    {
        json.Begin(name, '{');
        json.Text("first_name", address.FirstName);
        json.Text("last_name", address.LastName);
        json.Text("company", address.Company);
        json.Text("address_1", address.Address1);
        json.Text("address_2", address.Address2);
        json.Text("city", address.City);
        if (!stateLast)
        {
            json.Text("state", address.State);
        }

        json.Text("postcode", address.Postcode);
        json.Text("country", address.Country);
        if (stateLast)
        {
            json.Text("state", address.State);
        }

        if (withEmail)
        {
            json.Text("email", address.Email);
        }

        json.Text("phone", address.Phone);
        json.End('}');
    }
}
