using System.Globalization;

namespace SyncKit.Testing.WooCommerce;

/// <summary>Buyers with the names and addresses that trouble accounting systems.</summary>
internal sealed class SeedPeople(Random random)
{
    private static readonly (string First, string Last, string Company)[] Names =
    [
        ("Maria", "Garcia", ""), ("Seán", "O'Brien", ""), ("Zoë", "Müller-Lüdenscheidt", "Donaudampfschifffahrtsgesellschaft mbH & Co. KG"),
        ("Anna Maria", "van der Berg", ""), (" Bob ", "Smith ", ""), ("花子", "山田", "株式会社テスト"), ("José", "Núñez", ""), ("D’Angelo", "St. John", "“Quotes” & Sons, Inc."),
        ("Łukasz", "Żółć", ""), ("Ana", "", ""), ("Li", "Na", ""), ("Patricia Elizabeth Alexandra", "Wolfeschlegelsteinhausenbergerdorff", ""),
    ];

    private static readonly StoreAddress[] Places =
    [
        new() { Address1 = "1 Main St", City = "Austin", State = "TX", Postcode = "78701", Country = "US" },
        new() { Address1 = "500 Market St", Address2 = "Apt 4", City = "San Francisco", State = "CA", Postcode = "94105", Country = "US" },
        new() { Address1 = "20 W 34th St", City = "New York", State = "NY", Postcode = "10001", Country = "US" },
        new() { Address1 = "Marienplatz 1", City = "München", Postcode = "80331", Country = "DE" },
        new() { Address1 = "1000 Rue Sherbrooke", City = "Montréal", State = "QC", Postcode = "H3A 3G4", Country = "CA" },
        new() { Address1 = "10 Downing Street", City = "London", Postcode = "SW1A 2AA", Country = "GB" },
    ];

    public StoreAddress Person(int number)
    {
        (string first, string last, string company) = Names[number % Names.Length];
        StoreAddress place = Places[number % 11 < 6 ? 0 : random.Next(Places.Length)];
        return place with
        {
            FirstName = first,
            LastName = last,
            Company = company,
            Email = string.Create(CultureInfo.InvariantCulture, $"buyer{number}@mail.example"),
            Phone = string.Create(CultureInfo.InvariantCulture, $"+1 512 555 {number % 10000:0000}"),
        };
    }

    /// <summary>Registered customers; the first two bear one name.</summary>
    public List<StoreCustomer> Customers(int count, DateTimeOffset since)
    {
        List<StoreCustomer> customers = [];
        for (int i = 0; i < count; i++)
        {
            StoreAddress address = Person(i == 1 ? 0 : i) with { Email = string.Create(CultureInfo.InvariantCulture, $"customer{i}@mail.example") };
            customers.Add(new StoreCustomer
            {
                Email = address.Email,
                FirstName = address.FirstName,
                LastName = address.LastName,
                Billing = address,
                Shipping = address with { Email = string.Empty },
                CreatedAt = since,
            });
        }

        return customers;
    }
}
