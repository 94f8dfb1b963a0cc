using System.Text;
using System.Text.Json;
using CsCheck;
using SyncKit.Commerce;
using SyncKit.Faults;
using SyncKit.Fixtures;
using SyncKit.WooCommerce.Parsing;

namespace SyncKit.WooCommerce.Tests.Parsing;

public sealed class CustomerParserTests
{
    [Fact]
    public void A_recorded_customer_is_read_to_the_last_field()
    {
        byte[] recorded = RecordedTraffic.ReadBytes("customers/single.json");
        using JsonDocument document = JsonDocument.Parse(recorded);
        JsonElement root = document.RootElement;

        Customer customer = CustomerParser.Parse(recorded);

        customer.Id.Should().Be(root.GetProperty("id").GetRawText());
        customer.Email.Should().Be(root.GetProperty("email").GetString());
        customer.Username.Should().Be(root.GetProperty("username").GetString());
        customer.Role.Should().Be("customer");
        customer.IsPaying.Should().Be(root.GetProperty("is_paying_customer").GetBoolean());
        customer.Phone.Should().Be(root.GetProperty("billing").GetProperty("phone").GetString());
        customer.BillingAddress!.Line1.Should().Be(root.GetProperty("billing").GetProperty("address_1").GetString());
        customer.ModifiedAt.Should().Be(DateTimeOffset.Parse(root.GetProperty("date_modified_gmt").GetString() + "Z", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_recorded_delivery_of_an_account_without_a_bill_is_read()
    {
        Customer customer = CustomerParser.Parse(RecordedTraffic.ReadBytes("webhooks/rest-create-customer--customer-created.body"));

        (customer.Id, customer.FirstName, customer.LastName, customer.BillingAddress, customer.ShippingAddress).Should().Be(("152", "Hö", "Ok", null, null));
        customer.Meta.Should().ContainSingle().Which.Key.Should().Be("default_password_nag");
    }

    [Fact]
    public void Who_has_a_name_only_on_the_bill_is_called_by_it()
    {
        Customer customer = CustomerParser.Parse(
            """{"id":7,"email":"","first_name":"","last_name":"","billing":{"first_name":"Ann","last_name":"Lee","company":"Acme","email":"a@b.example","address_1":"1 Main St","country":"US"}}"""u8.ToArray());

        (customer.FirstName, customer.LastName, customer.Email, customer.Company, customer.ModifiedAt).Should().Be(("Ann", "Lee", "a@b.example", "Acme", null));
        customer.BillingAddress!.Recipient.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"email":"a@b.example"}""")]
    [InlineData("""{"id":"x","email":"a@b.example"}""")]
    [InlineData("null")]
    public void A_customer_without_an_id_is_refused(string json)
    {
        Action parsing = () => CustomerParser.Parse(Encoding.UTF8.GetBytes(json));

        parsing.Should().Throw<RecordFormatException>();
    }

    [Fact]
    public void Whatever_is_changed_in_a_recorded_customer_is_read_or_refused()
    {
        string recorded = RecordedTraffic.Read("customers/single.json");
        Gen.Select(Gen.Int[0, recorded.Length - 1], Gen.Char, Gen.Int[0, 3]).Sample(
            (place, value, cut) =>
            {
                try
                {
                    CustomerParser.Parse(Encoding.UTF8.GetBytes(recorded[..place] + value + recorded[Math.Min(place + cut, recorded.Length)..])).Id.Should().NotBeEmpty();
                }
                catch (RecordFormatException refused)
                {
                    refused.Message.Should().NotBeEmpty();
                }
            },
            iter: 5_000);
    }
}
