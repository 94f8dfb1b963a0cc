using System.Text;
using System.Text.Json;
using CsCheck;
using SyncKit.Commerce;
using SyncKit.Faults;
using SyncKit.Fixtures;
using SyncKit.WooCommerce.Parsing;

namespace SyncKit.WooCommerce.Tests.Parsing;

public sealed class ProductParserTests
{
    [Fact]
    public void A_recorded_product_is_read_to_its_last_field()
    {
        Product product = ProductParser.Parse(RecordedTraffic.ReadBytes("products/single-simple.json"));

        product.Should().BeEquivalentTo(
            new
            {
                Id = "11",
                ParentId = (string?)null,
                Name = "Classic Mug",
                Sku = "MUG-001",
                Type = "simple",
                Status = "publish",
                Price = 12.50m,
                RegularPrice = 12.50m,
                SalePrice = (decimal?)null,
                TaxStatus = "taxable",
                TaxClass = string.Empty,
                IsVirtual = false,
                StockStatus = "instock",
                Categories = new[] { "Apparel" },
            });
        product.CreatedAt.Should().Be(new DateTimeOffset(2026, 11, 22, 17, 20, 33, TimeSpan.Zero));
        product.StockQuantity.Should().BePositive();
        product.Options.Should().BeEmpty();
    }

    [Fact]
    public void A_recorded_variation_names_its_product_and_what_it_is_chosen_by()
    {
        using JsonDocument list = JsonDocument.Parse(RecordedTraffic.ReadBytes("products/variations-global.json"));

        Product[] variations = [.. list.RootElement.EnumerateArray().Select(each => ProductParser.Parse(Encoding.UTF8.GetBytes(each.GetRawText())))];

        variations.Should().OnlyContain(variation => variation.ParentId == "25" && variation.Type == "variation" && variation.StockQuantity == null);
        Product large = variations.Single(variation => variation.Sku == "TEE-BLK-L");
        (large.Name, large.Price).Should().Be(("L, Black", 22.50m));
        large.Options.Should().Equal(KeyValuePair.Create("Size", "L"), KeyValuePair.Create("Color", "Black"));
    }

    [Fact]
    public void A_recorded_variable_product_has_no_options_of_its_own()
    {
        Product shirt = ProductParser.Parse(RecordedTraffic.ReadBytes("products/single-variable.json"));

        (shirt.Type, shirt.Price, shirt.RegularPrice, shirt.Options.Count).Should().Be(("variable", 20.00m, null, 0));
    }

    [Fact]
    public void Every_recorded_product_and_variation_is_read()
    {
        string[] files = ["products/page1.json", "products/modified-asc.json", "products/variations.json", "products/variations-global.json"];
        foreach (string file in files.Where(RecordedTraffic.Has))
        {
            using JsonDocument list = JsonDocument.Parse(RecordedTraffic.ReadBytes(file));
            foreach (JsonElement each in list.RootElement.EnumerateArray())
            {
                Product product = ProductParser.Parse(Encoding.UTF8.GetBytes(each.GetRawText()));

                product.Id.Should().Be(each.GetProperty("id").GetRawText());
                product.Sku.Should().Be(each.GetProperty("sku").GetString());
                string price = each.GetProperty("price").GetString()!;
                product.Price.Should().Be(price.Length == 0 ? null : decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture), "of {0} in {1}", product.Id, file);
            }
        }
    }

    [Theory]
    [InlineData("""{"name":"x","date_modified_gmt":"2026-11-22T17:00:00"}""", "id")]
    [InlineData("""{"id":0,"name":"x","date_modified_gmt":"2026-11-22T17:00:00"}""", "id")]
    [InlineData("""{"id":1,"date_modified_gmt":"2026-11-22T17:00:00"}""", "name")]
    [InlineData("""{"id":1,"name":"x"}""", "date_modified_gmt")]
    [InlineData("""{"id":1,"name":"x","date_modified_gmt":"2026-11-22T17:00:00","price":"twelve"}""", "price")]
    [InlineData("""{"id":1,"name":"x","date_modified_gmt":"2026-11-22T17:00:00","regular_price":[]}""", "regular_price")]
    [InlineData("""{"id":1,"name":"x","date_modified_gmt":"2026-11-22T17:00:00","stock_quantity":"many"}""", "stock_quantity")]
    [InlineData("[]", "product")]
    [InlineData("{", "product")]
    public void What_identity_or_money_depends_on_must_be_readable(string json, string field)
    {
        Action parsing = () => ProductParser.Parse(Encoding.UTF8.GetBytes(json));

        parsing.Should().Throw<RecordFormatException>().Which.Message.Should().Contain(field);
    }

    [Fact]
    public void What_plug_ins_leave_in_other_fields_does_no_harm()
    {
        Product product = ProductParser.Parse("""
            {"id":"7","name":5,"date_modified_gmt":"2026-11-22T17:00:00","price":12.5,"sale_price":null,"tax_class":null,"virtual":"yes",
             "categories":{"0":{"name":"A"},"3":{"slug":"none"}},"attributes":"","meta_data":null,"sku":[],"status":false,"unknown":{"id":9}}
            """u8.ToArray());

        (product.Id, product.Name, product.Price, product.IsVirtual, product.Sku, product.Status).Should().Be(("7", "5", 12.5m, true, string.Empty, string.Empty));
        product.Categories.Should().Equal("A");
    }

    [Fact]
    public void Whatever_is_changed_in_a_recorded_product_is_read_or_refused_by_its_field()
    {
        string recorded = RecordedTraffic.Read("products/single-simple.json");
        Gen.Select(Gen.Int[0, recorded.Length - 1], Gen.Char, Gen.Int[0, 3]).Sample(
            (place, value, cut) =>
            {
                try
                {
                    ProductParser.Parse(Encoding.UTF8.GetBytes(recorded[..place] + value + recorded[Math.Min(place + cut, recorded.Length)..])).Id.Should().NotBeEmpty();
                }
                catch (RecordFormatException refused)
                {
                    refused.Message.Should().NotBeEmpty();
                }
            },
            iter: 5_000);
    }

    [Fact]
    public void Prices_come_through_to_their_last_digit() => Gen.Decimal[-999_999_999m, 999_999_999m].Sample(
        price => ProductParser.Parse(Encoding.UTF8.GetBytes(
            $$"""{"id":1,"name":"x","date_modified_gmt":"2026-11-22T17:00:00","price":"{{price.ToString(System.Globalization.CultureInfo.InvariantCulture)}}"}""")).Price == price,
        iter: 2_000);
}
