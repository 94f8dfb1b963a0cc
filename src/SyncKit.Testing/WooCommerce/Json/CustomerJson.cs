using System.Security.Cryptography;
using System.Text;

namespace SyncKit.Testing.WooCommerce;

internal static class CustomerJson
{
    public static byte[] Render(StoreCustomer customer, Site site)
    {
        PhpJsonWriter json = new();
        Write(json, customer, site);
        return json.ToUtf8();
    }

    private static void Write(PhpJsonWriter json, StoreCustomer customer, Site site)
    {
        string avatar = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(customer.Email)));
        json.Begin('{');
        json.Number("id", customer.Id);
        site.WriteLocal(json, "date_created", customer.CreatedAt);
        Site.WriteGmt(json, "date_created", customer.CreatedAt);
        site.WriteLocal(json, "date_modified", customer.ModifiedAt);
        Site.WriteGmt(json, "date_modified", customer.ModifiedAt);
        json.Text("email", customer.Email);
        json.Text("first_name", customer.FirstName);
        json.Text("last_name", customer.LastName);
        json.Text("role", customer.Role);
        json.Text("username", customer.Username);
        AddressJson.Write(json, "billing", customer.Billing, withEmail: true, stateLast: true);
        AddressJson.Write(json, "shipping", customer.Shipping, withEmail: false, stateLast: true);
        json.Bool("is_paying_customer", false);
        json.Text("avatar_url", "https://secure.gravatar.com/avatar/" + avatar + "?s=96&d=mm&r=g");
        MetaJson.WriteOrder(json, []);
        LinksJson.Write(json, site.Api + "customers", customer.Id);
        json.End('}');
    }
}
