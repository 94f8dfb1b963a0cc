using System.Text.Json;
using SyncKit.Commerce;

namespace SyncKit.WooCommerce.Parsing;

/// <summary>The fields of a product as they are read; a variation has the same ones.</summary>
internal struct ProductFields
{
    private string? id;
    private string? parent;
    private DateTimeOffset? createdAt;
    private DateTimeOffset? modifiedAt;
    private string? name;
    private string? sku;
    private string? globalId;
    private string? type;
    private string? status;
    private string? description;
    private decimal? price;
    private decimal? regularPrice;
    private decimal? salePrice;
    private string? taxStatus;
    private string? taxClass;
    private bool isVirtual;
    private decimal? stock;
    private string? stockStatus;
    private IReadOnlyList<string>? categories;
    private IReadOnlyList<KeyValuePair<string, string>>? options;
    private IReadOnlyList<MetaEntry>? meta;

    public void Take(ref Utf8JsonReader reader, ReadOnlyMemory<byte> raw)
    {
        ReadOnlySpan<byte> field = reader.ValueSpan;
        reader.Read();
        switch (field.Length)
        {
            case 2 when field.SequenceEqual("id"u8): id = Fields.Id(ref reader, "id"); break;
            case 3 when field.SequenceEqual("sku"u8): sku = Fields.Text(ref reader, "sku"); break;
            case 4 when field.SequenceEqual("name"u8): name = Fields.Text(ref reader, "name"); break;
            case 4 when field.SequenceEqual("type"u8): type = Fields.Text(ref reader, "type"); break;
            case 5 when field.SequenceEqual("price"u8): price = Fields.MaybeAmount(ref reader, "price"); break;
            case 6 when field.SequenceEqual("status"u8): status = Fields.Text(ref reader, "status"); break;
            case 7 when field.SequenceEqual("virtual"u8): isVirtual = Fields.Flag(ref reader); break;
            case 9 when field.SequenceEqual("tax_class"u8): taxClass = Fields.Text(ref reader, "tax_class"); break;
            case 9 when field.SequenceEqual("parent_id"u8): parent = Fields.OptionalId(ref reader); break;
            case 9 when field.SequenceEqual("meta_data"u8): meta = MetaReader.Read(ref reader, raw); break;
            case 10 when field.SequenceEqual("sale_price"u8): salePrice = Fields.MaybeAmount(ref reader, "sale_price"); break;
            case 10 when field.SequenceEqual("tax_status"u8): taxStatus = Fields.Text(ref reader, "tax_status"); break;
            case 10 when field.SequenceEqual("categories"u8): categories = Elements.Read(ref reader, raw, "categories", Category); break;
            case 10 when field.SequenceEqual("attributes"u8): options = Elements.Read(ref reader, raw, "attributes", Option); break;
            case 12 when field.SequenceEqual("stock_status"u8): stockStatus = Fields.Text(ref reader, "stock_status"); break;
            case 13 when field.SequenceEqual("regular_price"u8): regularPrice = Fields.MaybeAmount(ref reader, "regular_price"); break;
            case 14 when field.SequenceEqual("stock_quantity"u8): stock = Fields.MaybeAmount(ref reader, "stock_quantity"); break;
            case 16 when field.SequenceEqual("global_unique_id"u8): globalId = Fields.Text(ref reader, "global_unique_id"); break;
            case 16 when field.SequenceEqual("date_created_gmt"u8): createdAt = Fields.Instant(ref reader, "date_created_gmt"); break;
            case 17 when field.SequenceEqual("date_modified_gmt"u8): modifiedAt = Fields.Instant(ref reader, "date_modified_gmt"); break;
            case 17 when field.SequenceEqual("short_description"u8): description = Fields.Text(ref reader, "short_description"); break;
        }

        reader.Skip();
    }

    public readonly Product ToProduct() => new()
    {
        Id = id ?? throw Fields.Missing("id"),
        ParentId = parent,
        CreatedAt = createdAt,
        ModifiedAt = modifiedAt ?? createdAt ?? throw Fields.Missing("date_modified_gmt"),
        Name = name ?? throw Fields.Missing("name"),
        Sku = sku ?? string.Empty,
        GlobalId = globalId ?? string.Empty,
        Type = type ?? string.Empty,
        Status = status ?? string.Empty,
        ShortDescription = description ?? string.Empty,
        Price = price,
        RegularPrice = regularPrice,
        SalePrice = salePrice,
        TaxStatus = taxStatus ?? string.Empty,
        TaxClass = taxClass ?? string.Empty,
        IsVirtual = isVirtual,
        StockQuantity = stock,
        StockStatus = stockStatus ?? string.Empty,
        Categories = [.. (categories ?? []).Where(static category => category.Length > 0)],
        Options = [.. (options ?? []).Where(static option => option.Key.Length > 0)],
        Meta = meta ?? [],
    };

    private static string Category(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json) => Pair(ref reader, "name"u8, default).Key;

    /// <summary>What a variation is chosen by. A product's own attributes list what there is to choose from, and have no <c>option</c>.</summary>
    private static KeyValuePair<string, string> Option(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        KeyValuePair<string, string?> pair = Pair(ref reader, "name"u8, "option"u8);
        return pair.Value is null ? new KeyValuePair<string, string>(string.Empty, string.Empty) : new KeyValuePair<string, string>(pair.Key, pair.Value);
    }

    private static KeyValuePair<string, string?> Pair(ref Utf8JsonReader reader, ReadOnlySpan<byte> keyName, ReadOnlySpan<byte> valueName)
    {
        string key = string.Empty;
        string? value = null;
        while (Fields.Next(ref reader))
        {
            ReadOnlySpan<byte> field = reader.ValueSpan;
            reader.Read();
            if (field.SequenceEqual(keyName))
            {
                key = Fields.Text(ref reader, "name");
            }
            else if (field.SequenceEqual(valueName))
            {
                value = Fields.Text(ref reader, "option");
            }

            reader.Skip();
        }

        return new KeyValuePair<string, string?>(key, value);
    }
}
